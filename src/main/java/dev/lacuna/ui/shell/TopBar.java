package dev.lacuna.ui.shell;

import dev.lacuna.investigation.LiveState;
import dev.lacuna.model.Depth;
import dev.lacuna.model.FieldSpec;
import dev.lacuna.ui.kit.Formats;
import dev.lacuna.ui.kit.Icon;
import dev.lacuna.ui.kit.Texts;
import dev.lacuna.ui.timeline.Axis;
import dev.lacuna.ui.timeline.AxisSpan;
import dev.lacuna.ui.timeline.TimelineAction;
import dev.lacuna.ui.timeline.TimelineModel;
import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CustomMenuItem;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;

/// The first line of the window: where one looks, how deep, and the scan.
final class TopBar {

    /// What the bar can ask of the window.
    interface Actions {
        void scan();

        void scan(Depth depth);

        void scan(FieldSpec fields);

        void cancelScan();

        /// Asks for a time, a range or an offset to look at.
        void askWhereTo();

        /// Follows the stream, or ends that.
        void follow();

        /// As what payloads were read, and why; empty where none were.
        String detection();
    }

    private static final Texts TEXTS = Texts.of(TopBar.class);

    /// As wide as the longest of its words, so that nothing beside it moves with them.
    private static final double SCAN_WIDTH = 112;

    private final Formats formats;
    private final TimelineModel timeline;
    private final Actions actions;
    private final HBox box = new HBox();
    private final Button back;
    private final Button forward;
    private final Node rangeIcon = Icon.RANGE.node();
    private final Node offsetsIcon = Icon.OFFSETS.node();
    private final Button range = new Button();
    private final ToggleButton overview = new ToggleButton(TEXTS.get("top.overview"));
    private final ToggleButton batches = new ToggleButton(TEXTS.get("top.batches"));
    private final ToggleButton records = new ToggleButton(TEXTS.get("top.records"));
    private final Button scan = new Button();
    private final ToggleButton follow = new ToggleButton(TEXTS.get("top.follow"), Icon.FOLLOW.node());
    private final Label live = new Label();
    private final Node scanIcon = Icon.SCAN.node();
    private final Node stopIcon = Icon.STOP.node();
    private final MenuButton fields = new MenuButton(TEXTS.get("top.fields"), Icon.FILTER.node());
    private final FieldsForm form;
    private boolean busy;
    private boolean following;

    /// @param filter narrows the findings down
    TopBar(Formats formats, TimelineModel timeline, Actions actions, ActionItems items, Node filter) {
        this.formats = formats;
        this.timeline = timeline;
        this.actions = actions;
        back = Controls.iconButton(Icon.BACK, TEXTS.get("top.back"), timeline.viewport()::goBack);
        forward = Controls.iconButton(Icon.FORWARD, TEXTS.get("top.forward"), timeline.viewport()::goForward);
        range.getStyleClass().add("range-button");
        range.setOnAction(event -> actions.askWhereTo());
        range.setTooltip(new Tooltip(TEXTS.get("top.range.tip")));
        range.setAccessibleHelp(TEXTS.get("top.range.tip"));
        form = new FieldsForm(spec -> {
            fields.hide();
            actions.scan(spec);
        });
        fields.getItems().setAll(formItem());
        Controls.describe(fields, TEXTS.get("top.fields.tip"));
        fields.setOnShowing(event -> form.showDetection(actions.detection()));
        scan.setPrefWidth(SCAN_WIDTH);
        scan.setOnAction(event -> {
            if (busy) {
                actions.cancelScan();
            } else {
                actions.scan();
            }
        });
        follow.setOnAction(event -> {
            follow.setSelected(following); // until it is so
            actions.follow();
        });
        Controls.describe(follow, TEXTS.get("top.follow.tip"));
        live.getStyleClass().addAll("chip", "live-mark");
        Controls.show(live, false);
        for (Region fixed : List.of(range, overview, batches, records, scan, follow, live, fields)) {
            fixed.setMinWidth(Region.USE_PREF_SIZE);
        }
        box.getStyleClass().add("bar");
        box.getChildren()
                .addAll(
                        back,
                        forward,
                        range,
                        Controls.iconButton(Icon.FIT, TEXTS.get("top.fit"), timeline.viewport()::fitAll),
                        depths(),
                        scan,
                        follow,
                        live,
                        fields,
                        Controls.gap(),
                        filter,
                        more(items));
        timeline.listen(change -> showRange());
        formats.zoneProperty().subscribe(zone -> showRange());
        showScan(false, false);
    }

    Node node() {
        return box;
    }

    private HBox depths() {
        var group = new ToggleGroup();
        overview.setToggleGroup(group);
        batches.setToggleGroup(group);
        records.setToggleGroup(group);
        overview.getStyleClass().add("left-pill");
        batches.getStyleClass().add("center-pill");
        records.getStyleClass().add("right-pill");
        Controls.describe(overview, TEXTS.get("top.overview.tip"));
        Controls.describe(batches, TEXTS.get("top.batches.tip"));
        Controls.describe(records, TEXTS.get("top.records.tip"));
        overview.setOnAction(event -> choose(overview, Depth.OVERVIEW));
        batches.setOnAction(event -> choose(batches, Depth.BATCHES));
        records.setOnAction(event -> choose(records, Depth.RECORDS));
        var all = new HBox(overview, batches, records);
        all.setAlignment(Pos.CENTER_LEFT);
        return all;
    }

    private void choose(ToggleButton button, Depth depth) {
        boolean chosen = button.isSelected();
        // one of them always holds: a second click on it takes nothing back
        button.setSelected(true);
        if (chosen) {
            actions.scan(depth);
        }
    }

    private CustomMenuItem formItem() {
        var item = new CustomMenuItem(form.node(), false);
        item.getStyleClass().add("fields-item");
        return item;
    }

    private static MenuButton more(ActionItems items) {
        var menu = new MenuButton(null, Icon.MORE.node());
        menu.getStyleClass().addAll("flat", "button-icon", "no-arrow");
        Controls.describe(menu, TEXTS.get("top.more"));
        menu.getItems()
                .setAll(
                        items.item(WindowAction.EXPORT_FINDINGS),
                        items.item(WindowAction.EXPORT_REPORT),
                        items.item(WindowAction.COPY_SCAN),
                        items.item(WindowAction.COPY_REFERENCE),
                        new SeparatorMenuItem(),
                        items.item(WindowAction.SAVE_SESSION),
                        items.item(WindowAction.SAVE_WITHOUT_RECORDS),
                        items.item(WindowAction.OPEN_SESSION),
                        new SeparatorMenuItem(),
                        items.item(TimelineAction.TURN_AXIS),
                        items.item(TimelineAction.HARMLESS),
                        items.item(TimelineAction.ONLY_WITH_FINDINGS),
                        items.item(TimelineAction.CROSSHAIR),
                        items.item(TimelineAction.WHEEL_ZOOMS),
                        new SeparatorMenuItem(),
                        items.item(WindowAction.GO_TO),
                        items.item(WindowAction.PALETTE),
                        items.item(WindowAction.CONNECT),
                        items.item(WindowAction.KEYS));
        menu.setOnShowing(event -> items.refresh(menu.getItems()));
        return menu;
    }

    private void showRange() {
        AxisSpan seen = timeline.viewport().window().span();
        boolean known = timeline.viewport().extent().isPresent();
        boolean times = timeline.viewport().axis() == Axis.TIME;
        range.setText(known ? times ? days(seen) : offsets(seen) : TEXTS.get("top.norange"));
        range.setGraphic(times ? rangeIcon : offsetsIcon);
        range.setDisable(!known);
        back.setDisable(!timeline.viewport().canGoBack());
        forward.setDisable(!timeline.viewport().canGoForward());
    }

    private String days(AxisSpan seen) {
        return formats.day(seen.from()) + "  " + span(seen);
    }

    private static String offsets(AxisSpan seen) {
        return TEXTS.get("top.offsets", Formats.number(Math.max(0, seen.from())), Formats.number(seen.to()));
    }

    /// To the second while that tells the ends apart: milliseconds of a window of hours only flicker.
    private String span(AxisSpan seen) {
        boolean fine = seen.length() < 20_000;
        boolean sameDay = formats.date(seen.from()).equals(formats.date(seen.to()));
        String from = formats.time(seen.from());
        String to = formats.time(seen.to());
        int cut = fine ? 0 : 4;
        String until = to.substring(0, to.length() - cut);
        return from.substring(0, from.length() - cut) + " – "
                + (sameDay ? until : formats.day(seen.to()) + "  " + until);
    }

    /// Of what is recorded nothing can be scanned nor followed; why stands in the bar below.
    void showRecorded(boolean recorded) {
        for (Region control : List.of(overview, batches, records, scan, follow, fields)) {
            control.setDisable(recorded);
        }
    }

    void showDepth(Depth depth) {
        overview.setSelected(depth == Depth.OVERVIEW);
        batches.setSelected(depth == Depth.BATCHES);
        records.setSelected(depth == Depth.RECORDS);
    }

    void showFields(FieldSpec spec) {
        form.show(spec);
    }

    void showFollowing(boolean now) {
        following = now;
        follow.setSelected(now);
        Controls.describe(follow, TEXTS.get(now ? "top.follow.end" : "top.follow.tip"));
        timeline.viewport().follow(now);
        Controls.show(live, now);
        live.setText(TEXTS.get("live.begins"));
        LiveWords.dress(live, LiveWords.Mood.WAITING);
    }

    /// How it stands with following.
    void showLive(LiveState state) {
        LiveWords.show(live, state, timeline.viewport().isAtNewest(), formats);
    }

    /// What the scan's button does now. It stands out only while something is left to be scanned.
    ///
    /// @param whole whether all was scanned that was asked for
    void showScan(boolean nowBusy, boolean whole) {
        busy = nowBusy;
        scan.setText(TEXTS.get(busy ? "top.cancel" : whole ? "top.rescan" : "top.scan"));
        scan.setGraphic(busy ? stopIcon : scanIcon);
        Controls.describe(scan, TEXTS.get(busy ? "top.cancel.tip" : "top.scan.tip"));
        scan.getStyleClass().remove("accent");
        if (busy || !whole) {
            scan.getStyleClass().add("accent");
        }
        showRange();
    }
}
