package dev.lacuna.decode;

import dev.lacuna.model.Content;
import dev.lacuna.model.FieldPath;
import dev.lacuna.model.Shape;
import dev.lacuna.model.ValueType;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Notes which places a payload has and what numbers stand there, while a decoder of whatever format reads it.
/// The numbers of places, of shapes and of elements looked at are bounded: what exceeds them is left out.
///
/// A decoder calls [#begin()], which gives the place of the payload itself; then, for each value it reads,
/// [#saw] with the value's place, and [#number] when it is one; [#member] and [#element] give the places within
/// a place, null where nothing is noted any more, so that the decoder may pass over what stands there. A
/// payload that turned out to be unreadable is forgotten by beginning the next one; one that could be read is
/// asked for by [#end()].
public final class ContentCollector implements Content {

    /// The payload itself has depth 0.
    private static final int DEEPEST = 6;

    private static final int MOST_PATHS = 512;
    private static final int FEWEST_PATHS = 64;
    private static final int PATHS_OF_A_STREAM = 64_000;
    private static final int MOST_SHAPES = 2_000;
    private static final int FEWEST_SHAPES = 16;
    private static final int SHAPES_OF_A_STREAM = 20_000;

    /// Of how many names an object is taken for a map when there is no room for more places.
    private static final int LIKELY_A_MAP = 16;

    /// Places given up make room for others, but are numbered, too.
    private static final int TIMES_ROOM = 4;

    private static final int MOST_ELEMENTS = 16;
    private static final int MOST_NAME_BYTES = 100;

    private final int mostPaths;
    private final int mostShapes;
    private final ContentNode root = new ContentNode(new FieldPath(0, "", null, FieldPath.Step.FIELD), 0);
    private final Map<Long, Shape> shapes = new HashMap<>();
    private FieldPath[] paths = {root.path()};
    private int pathCount = 1;
    private int live = 1;
    private long lookForMapsAt;
    private long event;
    private long print;
    private long lastPrint;
    private int[] numberPaths = new int[16];
    private double[] numbers = new double[16];
    private int numberCount;
    private int leftOut;
    private @Nullable Shape shape;

    ContentCollector(int mostPaths, int mostShapes) {
        this.mostPaths = mostPaths;
        this.mostShapes = mostShapes;
    }

    /// A collector for one partition of a stream.
    ///
    /// @param partitions how many the stream has: they share what memory there is
    public static ContentCollector among(int partitions) {
        int sharing = Math.max(1, partitions);
        return new ContentCollector(
                Math.max(FEWEST_PATHS, Math.min(MOST_PATHS, PATHS_OF_A_STREAM / sharing)),
                Math.max(FEWEST_SHAPES, Math.min(MOST_SHAPES, SHAPES_OF_A_STREAM / sharing)));
    }

    /// The place of payloads themselves.
    ContentNode root() {
        return root;
    }

    /// Begins a payload.
    ///
    /// @return the place of the payload itself
    public ContentNode begin() {
        event++;
        print = 0;
        numberCount = 0;
        leftOut = 0;
        return root;
    }

    /// Ends a payload that could be read.
    public Content end() {
        if (shape == null || print != lastPrint) {
            Shape known = shapes.get(print);
            if (known == null) {
                boolean listed = shapes.size() < mostShapes;
                known = newShape(listed ? shapes.size() : Shape.UNLISTED);
                if (listed) {
                    shapes.put(print, known);
                }
            }
            shape = known;
            lastPrint = print;
        }
        return this;
    }

    public void saw(ContentNode node, ValueType type) {
        print += node.note(type.ordinal(), event);
    }

    public void number(ContentNode node, double number) {
        if (node.path().step() != FieldPath.Step.FIELD || !Double.isFinite(number)) {
            return;
        }
        if (numberCount == numbers.length) {
            numbers = Arrays.copyOf(numbers, numberCount * 2);
            numberPaths = Arrays.copyOf(numberPaths, numberCount * 2);
        }
        numberPaths[numberCount] = node.path().index();
        numbers[numberCount++] = number;
    }

    /// The member of an object, or null where none is noted.
    ///
    /// @param array holds its name in UTF-8, from one index to another, the latter excluded
    public @Nullable ContentNode member(ContentNode object, byte[] array, int from, int to) {
        ContentNode known = object.member(array, from, to);
        return known != null || object.depth() == DEEPEST ? known : newMember(object, array, from, to);
    }

    public @Nullable ContentNode member(ContentNode object, String name) {
        byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
        return member(object, bytes, 0, bytes.length);
    }

    /// The elements of an array, as one place, or null where none is noted.
    ///
    /// @param i which of the elements comes next, from 0
    public @Nullable ContentNode element(ContentNode array, int i) {
        if (i >= MOST_ELEMENTS || array.depth() == DEEPEST) {
            return null;
        }
        ContentNode element = array.element();
        if (element == null && hasRoom()) {
            element = newNode(array, "*", FieldPath.Step.ELEMENT);
            array.setElement(element);
        }
        return element;
    }

    private @Nullable ContentNode newMember(ContentNode object, byte[] array, int from, int to) {
        if (object.isMap()) {
            return toMap(object);
        }
        if (to - from > MOST_NAME_BYTES || !hasRoom()) {
            leftOut++;
            return null;
        }
        ContentNode any = object.anyMember(); // that it is a map may have turned out just now, for want of room
        if (any != null) {
            return any;
        }
        byte[] name = Arrays.copyOfRange(array, from, to);
        ContentNode member = newNode(object, new String(name, StandardCharsets.UTF_8), FieldPath.Step.FIELD);
        object.add(name, member);
        return member;
    }

    /// Whether one more place can be noted. When there is no room, objects of fewer names are taken for maps,
    /// too, so that a map within a map does not take up all the room before either is known as one.
    private boolean hasRoom() {
        while (live >= mostPaths && event >= lookForMapsAt) {
            ContentNode map = root.largestMap(LIKELY_A_MAP);
            if (map == null) {
                lookForMapsAt = 2 * event;
            } else {
                toMap(map);
            }
        }
        return live < mostPaths && pathCount < mostPaths * TIMES_ROOM;
    }

    private ContentNode toMap(ContentNode object) {
        ContentNode any = newNode(object, "*", FieldPath.Step.MEMBER);
        object.setAnyMember(any);
        live = root.count();
        return any;
    }

    private ContentNode newNode(ContentNode parent, String name, FieldPath.Step step) {
        String above = parent.path().parent() == null ? "" : parent.path().toString();
        String pointer = above + "/" + shown(name).replace("~", "~0").replace("/", "~1");
        FieldPath path = new FieldPath(pathCount, pointer, parent.path(), step);
        if (pathCount == paths.length) {
            paths = Arrays.copyOf(paths, pathCount * 2);
        }
        paths[pathCount++] = path;
        live++;
        return new ContentNode(path, parent.depth() + 1);
    }

    /// Names end up in reports and on terminals, which some characters steer.
    private static String shown(String name) {
        return name.chars().anyMatch(Character::isISOControl) ? name.replaceAll("\\p{Cc}", "\uFFFD") : name;
    }

    private Shape newShape(int index) {
        List<FieldPath> at = new ArrayList<>();
        List<ValueType> types = new ArrayList<>();
        root.tell(event, (path, type) -> {
            at.add(path);
            types.add(type);
        });
        return new Shape(index, at.toArray(FieldPath[]::new), types.toArray(ValueType[]::new));
    }

    @Override
    public Shape shape() {
        if (shape == null) {
            throw new IllegalStateException("nothing was read");
        }
        return shape;
    }

    @Override
    public int leftOut() {
        return leftOut;
    }

    @Override
    public int numbers() {
        return numberCount;
    }

    @Override
    public FieldPath numberPath(int i) {
        return paths[numberPaths[i]];
    }

    @Override
    public double number(int i) {
        return numbers[i];
    }
}
