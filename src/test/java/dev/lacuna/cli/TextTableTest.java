package dev.lacuna.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class TextTableTest {

    private static String printed(TextTable table) {
        var out = new StringWriter();
        table.print(new PrintWriter(out, true));
        return out.toString();
    }

    @Test
    void oneNameThatIsFarLongerThanTheOthersShiftsItsOwnLineAlone() {
        String name = "a-name-of-two-hundred-letters".repeat(8);
        var table = new TextTable("TOPIC", "PARTITIONS");
        table.row("orders", "6");
        table.row(name, "12");
        table.row("payments", "3");

        assertThat(printed(table).lines().map(String::stripTrailing))
                .containsExactly(
                        "TOPIC     PARTITIONS", "orders             6", name + "          12", "payments           3");
    }

    @Test
    void namesThatAreAllLongHaveAColumnAsWide() {
        var table = new TextTable("TOPIC", "PARTITIONS");
        table.row("x".repeat(60), "6");
        table.row("y".repeat(75), "12");

        assertThat(printed(table).lines()).allMatch(line -> line.length() == 87);
    }
}
