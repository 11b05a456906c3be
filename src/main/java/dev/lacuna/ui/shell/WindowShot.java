package dev.lacuna.ui.shell;

import dev.lacuna.ui.kit.Texts;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;
import java.io.IOException;
import java.nio.file.Path;
import javafx.scene.Scene;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import javax.imageio.ImageIO;

/// A true picture of the window as a PNG file, also where there is no display.
public final class WindowShot {

    private WindowShot() {}

    /// Takes the picture; on the FX thread.
    public static BufferedImage take(Scene scene) {
        WritableImage seen = scene.snapshot(null);
        int width = (int) seen.getWidth();
        int height = (int) seen.getHeight();
        var image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        int[] pixels = ((DataBufferInt) image.getRaster().getDataBuffer()).getData();
        seen.getPixelReader().getPixels(0, 0, width, height, PixelFormat.getIntArgbInstance(), pixels, 0, width);
        return image;
    }

    /// Writes it; off the FX thread.
    public static void write(BufferedImage image, Path file) throws IOException {
        if (!ImageIO.write(image, "png", file.toFile())) {
            throw new IOException(Texts.of(WindowShot.class).get("picture.nowriter"));
        }
    }
}
