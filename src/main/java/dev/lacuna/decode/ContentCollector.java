package dev.lacuna.decode;

import dev.lacuna.model.Content;
import dev.lacuna.model.FieldPath;
import dev.lacuna.model.Shape;
import dev.lacuna.model.ValueType;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Notes which places a payload has and what numbers stand there, while it is read. The numbers of places, of shapes and
/// of elements looked at are bounded: what exceeds them is left out.
final class ContentCollector implements Content {

    /// The payload itself has depth 0.
    private static final int DEEPEST = 4;

    private static final int MOST_PATHS = 512;
    private static final int MOST_SHAPES = 4096;
    private static final int MOST_ELEMENTS = 16;
    private static final int MOST_NAME_BYTES = 100;
    private static final int TYPES = ValueType.values().length;
    private static final ValueType[] TYPE = ValueType.values();

    private final ContentNode root = new ContentNode(new FieldPath(0, "", null, FieldPath.Step.FIELD), 0, 0);
    private final Map<Long, Shape> shapes = new HashMap<>();
    private FieldPath[] paths = {root.path()};
    private int pathCount = 1;
    private long event;
    private long print;
    private long lastPrint;
    private int[] found = new int[32];
    private int foundCount;
    private FieldPath[] numberPaths = new FieldPath[16];
    private double[] numbers = new double[16];
    private int numberCount;
    private @Nullable Shape shape;

    /// Begins a payload.
    ///
    /// @return the place of the payload itself
    ContentNode begin() {
        event++;
        print = 0;
        foundCount = 0;
        numberCount = 0;
        return root;
    }

    /// Ends a payload that could be read.
    Content end() {
        if (shape == null || print != lastPrint) {
            Shape known = shapes.get(print);
            if (known == null) {
                known = newShape();
                if (shapes.size() < MOST_SHAPES) {
                    shapes.put(print, known);
                }
            }
            shape = known;
            lastPrint = print;
        }
        return this;
    }

    void saw(ContentNode node, ValueType type) {
        int code = type.ordinal();
        if (node.isNew(code, event)) {
            print += node.mark(code);
            if (foundCount == found.length) {
                found = Arrays.copyOf(found, foundCount * 2);
            }
            found[foundCount++] = node.path().index() * TYPES + code;
        }
    }

    void number(ContentNode node, double number) {
        if (node.path().step() != FieldPath.Step.FIELD) {
            return;
        }
        if (numberCount == numbers.length) {
            numbers = Arrays.copyOf(numbers, numberCount * 2);
            numberPaths = Arrays.copyOf(numberPaths, numberCount * 2);
        }
        numberPaths[numberCount] = node.path();
        numbers[numberCount++] = number;
    }

    /// The member of an object, or null where none is noted.
    @Nullable
    ContentNode member(ContentNode object, byte[] array, int from, int to) {
        ContentNode known = object.member(array, from, to);
        return known != null || object.depth() == DEEPEST ? known : newMember(object, array, from, to);
    }

    @Nullable
    ContentNode member(ContentNode object, String name) {
        byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
        return member(object, bytes, 0, bytes.length);
    }

    /// The elements of an array, as one place, or null where none is noted.
    @Nullable
    ContentNode element(ContentNode array, int i) {
        if (i >= MOST_ELEMENTS || array.depth() == DEEPEST) {
            return null;
        }
        ContentNode element = array.element();
        if (element == null && pathCount < MOST_PATHS) {
            element = newNode(array, "*", FieldPath.Step.ELEMENT);
            array.setElement(element);
        }
        return element;
    }

    private @Nullable ContentNode newMember(ContentNode object, byte[] array, int from, int to) {
        if (pathCount == MOST_PATHS || to - from > MOST_NAME_BYTES) {
            return null;
        }
        if (object.isFull()) {
            ContentNode any = newNode(object, "*", FieldPath.Step.MEMBER);
            object.setAnyMember(any);
            return any;
        }
        String name = new String(array, from, to - from, StandardCharsets.UTF_8);
        ContentNode member = newNode(object, name, FieldPath.Step.FIELD);
        object.add(name, member);
        return member;
    }

    private ContentNode newNode(ContentNode parent, String name, FieldPath.Step step) {
        String above = parent.path().parent() == null ? "" : parent.path().toString();
        String pointer = above + "/" + name.replace("~", "~0").replace("/", "~1");
        FieldPath path = new FieldPath(pathCount, pointer, parent.path(), step);
        if (pathCount == paths.length) {
            paths = Arrays.copyOf(paths, pathCount * 2);
        }
        paths[pathCount++] = path;
        return new ContentNode(path, parent.depth() + 1, path.index());
    }

    private Shape newShape() {
        FieldPath[] at = new FieldPath[foundCount];
        ValueType[] types = new ValueType[foundCount];
        for (int i = 0; i < foundCount; i++) {
            at[i] = paths[found[i] / TYPES];
            types[i] = TYPE[found[i] % TYPES];
        }
        return new Shape(at, types);
    }

    @Override
    public Shape shape() {
        if (shape == null) {
            throw new IllegalStateException("nothing was read");
        }
        return shape;
    }

    @Override
    public int numbers() {
        return numberCount;
    }

    @Override
    public FieldPath numberPath(int i) {
        return numberPaths[i];
    }

    @Override
    public double number(int i) {
        return numbers[i];
    }
}
