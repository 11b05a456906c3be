package dev.lacuna.detect.rate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.lacuna.detect.rate.NabScore.Profile;
import dev.lacuna.detect.rate.NabScore.Window;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/// Scores [RateWatch], by which the rules on rates judge, on labelled real series: `main DATA_FOLDER RESULTS_FOLDER`.
///
/// The data folder holds `data/CATEGORY/NAME.csv` and `combined_windows.json` of the Numenta Anomaly Benchmark. A
/// result file per series is written, one anomaly score a row, and the scores are printed beside those of known
/// detectors. The watch sees row by row what came before, and has no parameters for a file.
final class NabBenchmark {

    /// Published detectors on the same 42 series.
    private static final String KNOWN = """
            ARTime                     71.9   62.5   77.4
            Numenta HTM                69.9   63.7   74.1
            CAD OSE                    67.6   63.3   71.7
            Relative Entropy           55.8   47.7   60.4
            Random Cut Forest (AWS)    53.4   42.6   61.3
            earthgecko Skyline         53.4   45.1   57.8
            KNN CAD                    52.3   40.1   58.6
            Etsy Skyline               42.1   32.9   46.4
            Twitter ADVec              40.5   29.5   46.4
            Windowed Gaussian          30.6   16.4   37.3
            Bayesian changepoint       24.1    8.6   37.8
            """;

    private static final int SECONDS = 19;

    private NabBenchmark() {}

    public static void main(String[] args) throws IOException {
        Path corpus = Path.of(args[0]);
        Path results = Path.of(args[1]);
        JsonNode labels = new ObjectMapper()
                .readTree(corpus.resolve("combined_windows.json").toFile());
        List<Path> files;
        try (Stream<Path> walk = Files.walk(corpus.resolve("data"))) {
            files = walk.filter(path -> path.toString().endsWith(".csv"))
                    .sorted(Comparator.comparing(Path::toString))
                    .toList();
        }
        var all = new NabScore();
        var halves = List.of(new NabScore(), new NabScore());
        int rows = 0;
        long start = System.nanoTime();
        for (int i = 0; i < files.size(); i++) {
            Path file = files.get(i);
            List<String> lines = Files.readAllLines(file);
            double[] scores = scores(lines);
            String name = corpus.resolve("data").relativize(file).toString().replace('\\', '/');
            write(results.resolve(name), lines, scores);
            List<Window> windows = windows(labels.path(name), lines);
            all.add(scores, windows);
            halves.get(i % 2).add(scores, windows);
            rows += scores.length;
        }
        System.out.printf(
                Locale.ROOT,
                "%d series, %d rows, %.1f µs per row%n%n%-26s standard, low false alarms, low misses%n",
                files.size(),
                rows,
                (System.nanoTime() - start) / 1e3 / rows,
                "");
        print("RateWatch", all);
        System.out.print(KNOWN);
        System.out.println();
        print("RateWatch, even series", halves.get(0));
        print("RateWatch, odd series", halves.get(1));
        System.out.printf(
                Locale.ROOT,
                "with its own bar instead of the best threshold: standard %.1f%n",
                all.at(Profile.STANDARD, shown(RateWatch.BAR)));
    }

    private static void print(String name, NabScore score) {
        System.out.printf(
                Locale.ROOT,
                "%-26s %.1f   %.1f   %.1f%n",
                name,
                score.best(Profile.STANDARD),
                score.best(Profile.LOW_FALSE_ALARMS),
                score.best(Profile.LOW_MISSES));
    }

    private static double[] scores(List<String> lines) {
        var watch = new RateWatch();
        var alarm = new FirstAlarm();
        double[] scores = new double[lines.size() - 1];
        for (int row = 0; row < scores.length; row++) {
            String line = lines.get(row + 1);
            watch.next(millis(line), Double.parseDouble(line.substring(line.indexOf(',') + 1)));
            scores[row] = shown(alarm.next(watch.surprise()));
        }
        return scores;
    }

    /// A surprise as a number from 0 to 1.
    private static double shown(double surprise) {
        return surprise / (1 + surprise);
    }

    private static long millis(String line) {
        return LocalDateTime.parse(line.substring(0, SECONDS).replace(' ', 'T'))
                .toInstant(ZoneOffset.UTC)
                .toEpochMilli();
    }

    private static List<Window> windows(JsonNode labels, List<String> lines) {
        Map<String, Integer> rows = new HashMap<>();
        for (int row = 0; row + 1 < lines.size(); row++) {
            rows.putIfAbsent(lines.get(row + 1).substring(0, SECONDS), row);
        }
        List<Window> windows = new ArrayList<>();
        for (JsonNode label : labels) {
            windows.add(new Window(row(rows, label.path(0)), row(rows, label.path(1))));
        }
        windows.sort(Comparator.comparingInt(Window::from));
        return windows;
    }

    private static int row(Map<String, Integer> rows, JsonNode moment) {
        Integer row = rows.get(moment.asText().substring(0, SECONDS));
        if (row == null) {
            throw new IllegalArgumentException("no row at " + moment.asText());
        }
        return row;
    }

    private static void write(Path file, List<String> lines, double[] scores) throws IOException {
        StringBuilder text = new StringBuilder("timestamp,anomaly_score\n");
        for (int row = 0; row < scores.length; row++) {
            String line = lines.get(row + 1);
            text.append(line, 0, line.indexOf(','))
                    .append(',')
                    .append(scores[row])
                    .append('\n');
        }
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
