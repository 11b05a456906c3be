package dev.lacuna.ui.kit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import javafx.collections.ListChangeListener;
import javafx.scene.Node;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.junit.jupiter.api.Test;

class InSceneTest {

    private final Region head = new Region();
    private final Region list = new Region();
    private final Region foot = new Region();
    private final VBox pane = new VBox();

    @Test
    void holdsWhatIsSeenInItsOrder() {
        InScene.hold(pane, head, null, foot);
        assertThat(pane.getChildren()).containsExactly(head, foot);

        InScene.hold(pane, head, list, foot);
        assertThat(pane.getChildren()).containsExactly(head, list, foot);

        InScene.hold(pane, null, list, null);
        assertThat(pane.getChildren()).containsExactly(list);
    }

    @Test
    void leavesAloneWhatStays() {
        InScene.hold(pane, head, foot);
        List<Node> removed = new ArrayList<>();
        pane.getChildren().addListener((ListChangeListener<Node>) change -> {
            while (change.next()) {
                removed.addAll(change.getRemoved());
            }
        });

        InScene.hold(pane, head, list, foot);
        InScene.hold(pane, head, list, foot);

        assertThat(removed).isEmpty();
    }
}
