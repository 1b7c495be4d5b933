package io.github.jdbcreplicated.testkit.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.jdbcreplicated.testkit.Lsn;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LineTest {

    private static final String LEAST =
            "{\"op\":\"read\",\"id\":1,\"session\":\"s\",\"key\":\"k\",\"start\":1," + "\"end\":2,\"outcome\":\"ok\"}";

    @Test
    void everyFieldSurvivesTheWayThereAndBack() {
        HistoryEvent event = new HistoryEvent(
                7,
                "anna \"A\" \\ \n\u2028é",
                Operation.WRITE,
                "x",
                new Value(3L, 12L, List.of("a", "b,]")),
                new Place("primary", "run", Role.PRIMARY, 2, new Lsn(0x16B374D848L)),
                new Span("clock", -5, Long.MAX_VALUE),
                Outcome.INFO,
                new Tokens(List.of(5L, 6L), true),
                "INFERRED_PRIMARY",
                "own transaction");

        assertThat(thereAndBack(event)).isEqualTo(event);
        assertThat(LineWriter.format(event)).doesNotContain("\n").contains("\"position\":\"16/B374D848\"");
    }

    @Test
    void fieldsThatAreNotThereStayAway() {
        HistoryLine event = LineReader.parse(LEAST);

        assertThat(thereAndBack(event)).isEqualTo(event);
        assertThat(LineWriter.format(event)).doesNotContain("null").doesNotContain("gave");
    }

    @Test
    void finalReadOfAnEmptyListPromotionsAndResetsSurviveToo() {
        Story story = new Story();
        story.last("l").ok();
        story.promotion(1, 2, "0/40");
        story.reset("x");
        story.reset(null);

        assertThat(story.lines())
                .allSatisfy(line -> assertThat(thereAndBack(line)).isEqualTo(line));
    }

    @Test
    void whiteSpaceEscapesAndNullAreRead() {
        HistoryEvent event = (HistoryEvent) LineReader.parse(
                LEAST.replace(":", " : ").replace("\"k\"", "\"\\u006b\\/\\t\"").replace("}", ", \"reason\" : null }"));

        assertThat(event.key()).isEqualTo("k/\t");
        assertThat(event.reason()).isNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"ok\"   | \"maybe\"        | 'outcome' is maybe, allowed is ok, fail, info",
                "\"read\" | \"select\"       | 'op' is select, allowed is read, write, delete, final, promotion, reset",
                "\"id\"   | \"number\"       | 'number' is no field of this kind of line, allowed are [carried",
                "\"k\"    | \"\"             | 'key' is empty, allowed is any other text",
                "\"k\"    | 5                | 'key' is 5, allowed is text",
                "\"k\"    | null             | 'key' is missing, allowed is text",
                ":1,      | :1.5,            | unexpected '.' at character 20; allowed is one JSON object",
                ":2,      | :0,              | 'end' is 0, allowed is 'start' (1) or later",
                "\"ok\"   | \"ok\",\"gave\":1          | 'gave' is 1, allowed is true or false",
                "\"ok\"   | \"ok\",\"carried\":[\"1\"] | 'carried' is [1], allowed is a list of ids",
                "\"ok\"   | \"ok\",\"version\":-1      | 'version' is -1, allowed is zero or more",
                "\"ok\"   | \"ok\",\"role\":\"primary\" | 'node' is missing, which 'role' is about",
                "\"ok\"   | \"ok\",\"node\":\"a\",\"position\":\"5\" | 'position' is 5, allowed is a log position",
                "\"ok\"   | \"ok\",\"node\":\"a\",\"timeline\":0 | 'timeline' is 0, allowed is 1 to 2147483647",
                "\"ok\"   | \"ok\",\"id\":2  | 'id' is there twice, allowed is once",
                "\"ok\"   | \"o\\x\"         | unexpected 'x'",
                "}        | ``               | unexpected the end of the line",
                "}        | }x               | unexpected 'x' at character",
                "\"read\" | \"final\"        | 'elements' is missing, allowed is the whole list",
                "{        | [                | unexpected '[' at character 1"
            })
    void badLineIsRefusedWithWhatIsAllowed(String good, String bad, String message) {
        assertThatThrownBy(() -> LineReader.parse(LEAST.replace(good, bad)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
    }

    @Test
    void writeOfVersionZeroIsRefused() {
        String line = LEAST.replace("\"read\"", "\"write\"").replace("\"ok\"", "\"ok\",\"version\":0");

        assertThatThrownBy(() -> LineReader.parse(line)).hasMessageContaining("'version' of a write is 0");
    }

    private static HistoryLine thereAndBack(HistoryLine line) {
        return LineReader.parse(LineWriter.format(line));
    }
}
