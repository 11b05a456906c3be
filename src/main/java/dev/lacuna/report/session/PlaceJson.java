package dev.lacuna.report.session;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.lacuna.model.Position;
import dev.lacuna.model.PositionRange;
import java.math.BigInteger;

/// Positions and ranges as JSON: as text, because some sources' positions fit no number of JSON's readers.
final class PlaceJson {

    private PlaceJson() {}

    static Position position(String text) {
        var number = new BigInteger(text);
        return number.bitLength() < Long.SIZE
                ? Position.offset(number.longValue())
                : new Position.SequenceNumber(number);
    }

    static void put(ObjectNode cells, PositionRange range) {
        cells.put("from_position", range.from().toString());
        cells.put("to_position", range.to().toString());
    }

    static PositionRange range(Cells cells) {
        return new PositionRange(position(cells.text("from_position")), position(cells.text("to_position")));
    }
}
