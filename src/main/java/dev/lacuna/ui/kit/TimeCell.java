package dev.lacuna.ui.kit;

import java.time.InstantSource;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import javafx.scene.control.TableCell;
import javafx.scene.control.Tooltip;
import org.jspecify.annotations.Nullable;

/// A cell that shows a time; its tooltip says it in full, in the other zone too, and how long ago it was.
public final class TimeCell<S, T> extends TableCell<S, T> {

    private final Formats formats;
    private final InstantSource clock;
    private final ToLongFunction<T> millis;
    private final Function<T, String> words;
    private final Tooltip tip = new Tooltip();

    /// @param words how the time is written in the cell
    public TimeCell(Formats formats, InstantSource clock, ToLongFunction<T> millis, Function<T, String> words) {
        this.formats = formats;
        this.clock = clock;
        this.millis = millis;
        this.words = words;
    }

    @Override
    protected void updateItem(@Nullable T item, boolean empty) {
        super.updateItem(item, empty);
        if (empty || item == null) {
            setText(null);
            setTooltip(null);
            return;
        }
        setText(words.apply(item));
        tip.setText(formats.inFull(millis.applyAsLong(item), clock.millis()));
        setTooltip(tip);
    }
}
