package dev.lacuna.decode;

/// Spreads the bits of a number over all 64: the finaliser of SplitMix64 by Steele, Lea and Flood.
final class Mixer {

    private Mixer() {}

    static long mix(long number) {
        long z = number + 0x9e3779b97f4a7c15L;
        z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }
}
