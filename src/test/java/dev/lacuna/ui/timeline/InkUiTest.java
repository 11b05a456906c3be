package dev.lacuna.ui.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lacuna.ui.kit.Theme;
import dev.lacuna.ui.kit.Ui;
import java.util.ArrayList;
import java.util.List;
import javafx.scene.canvas.Canvas;
import javafx.scene.image.PixelReader;
import javafx.scene.paint.Color;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("ui")
class InkUiTest {

    private static final int LEFT = 20;
    private static final int TOP = 15;
    private static final int WIDTH = 31;
    private static final int HEIGHT = 44;

    @Test
    void aHatchReachesNowhereBeyondItsBox() {
        List<String> beyond = new ArrayList<>();
        List<String> within = new ArrayList<>();
        Ui.run(() -> {
            for (double thickness : new double[] {1, 1.4, 2}) {
                var canvas = new Canvas(80, 80);
                var ink = new Ink(canvas.getGraphicsContext2D(), TimelineColors.of(Theme.LIGHT));
                ink.hatch(LEFT, TOP, WIDTH, HEIGHT, 6, thickness, Color.BLACK);
                PixelReader pixels = canvas.snapshot(null, null).getPixelReader();
                for (int y = 0; y < 80; y++) {
                    for (int x = 0; x < 80; x++) {
                        boolean inside = x >= LEFT && x < LEFT + WIDTH && y >= TOP && y < TOP + HEIGHT;
                        if (pixels.getColor(x, y).getBrightness() < 0.95) {
                            (inside ? within : beyond).add(thickness + " at " + x + "," + y);
                        }
                    }
                }
            }
        });

        assertThat(beyond).isEmpty();
        assertThat(within).hasSizeGreaterThan(500);
    }
}
