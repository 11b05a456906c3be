package dev.lacuna.cli;

import static dev.lacuna.cli.CliFixture.SOURCE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lacuna.cli.CliFixture.Said;
import dev.lacuna.source.MemoryContent;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// A scan compared with what an earlier one saw, from a file or remembered.
class CliBaselineTest extends CliLossFixture {

    @Test
    void aLaterScanTellsWhatIsNotAsAnEarlierOneSawIt() {
        Path file = home.resolve("orders.baseline");
        cli.numbers("sound", 80, Set.of());
        assertThat(cli.lacuna("scan", SOURCE, "--topic", "sound", "--save-baseline", file)
                        .code())
                .isZero();
        assertThat(cli.lacuna("scan", SOURCE, "--topic", "sound", "--baseline", file, "--fail-on", "any")
                        .code())
                .isZero();

        var partition = cli.cluster.stream("sound").partition(0);
        partition.truncate(50);
        for (int i = 0; i < 60; i++) {
            partition.append(MemoryContent.of(1_773_475_300_000L + i, "other", "{}"));
        }
        Said said = cli.lacuna("scan", SOURCE, "--topic", "sound", "--baseline", file, "--fail-on", "loss");
        assertThat(said.code()).isEqualTo(3);
        assertThat(said.out())
                .contains("\"kind\":\"log.truncated\"", "\"from_position\":\"50\"", "\"to_position\":\"80\"");
    }

    @Test
    void aScanRemembersWhatItSawAndTellsWhatIsCutOffUntilItIsTakenForRight() {
        cli.numbers("sound", 80, Set.of());
        assertThat(cli.lacuna("scan", SOURCE, "--topic", "sound", "--fail-on", "any")
                        .code())
                .isZero();
        assertThat(cli.lacuna("scan", SOURCE, "--topic", "sound", "--fail-on", "any")
                        .code())
                .isZero();

        cli.cluster.stream("sound").partition(0).truncate(50);
        Said said = cli.lacuna("scan", SOURCE, "--topic", "sound", "--fail-on", "loss");
        assertThat(said.code()).isEqualTo(3);
        assertThat(said.out())
                .contains("\"kind\":\"log.truncated\"", "\"from_position\":\"50\"", "\"to_position\":\"80\"");
        assertThat(said.err()).contains("--renew-baseline");
        assertThat(cli.lacuna("scan", SOURCE, "--topic", "sound", "--fail-on", "loss")
                        .code())
                .as("told once, it is told again")
                .isEqualTo(3);

        assertThat(cli.lacuna("scan", SOURCE, "--topic", "sound", "--fail-on", "any", "--renew-baseline")
                        .code())
                .isZero();
        assertThat(cli.lacuna("scan", SOURCE, "--topic", "sound", "--fail-on", "any")
                        .code())
                .isZero();
    }

    @Test
    void aBaselineOfAnotherTopicIsASlip() {
        Path file = home.resolve("orders.baseline");
        cli.numbers("sound", 8, Set.of());
        cli.lacuna("scan", SOURCE, "--topic", "sound", "--save-baseline", file);
        Said said = cli.lacuna("scan", SOURCE, "--topic", "orders", "--baseline", file);

        assertThat(said.code()).isEqualTo(2);
        assertThat(said.err()).contains("is a baseline of 'sound', not of 'orders'");
        assertThat(cli.lacuna("scan", SOURCE, "--topic", "orders", "--baseline", home.resolve("none"))
                        .err())
                .contains("There is no file");
        Said lost = cli.lacuna("scan", SOURCE, "--topic", "orders", "--save-baseline", home.resolve("no/such"));
        assertThat(lost.code()).isEqualTo(1);
        assertThat(lost.err()).contains("The baseline could not be written");
    }
}
