package io.github.jdbcreplicated.benchmarks.frame;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PageTest {
    private static final String PAGE = """
            # Performance
            by hand
            <!-- figures: one -->
            old
            <!-- end: one -->
            between
            <!-- figures: two -->
            <!-- end: two -->
            after
            """;

    private static final Picture PICTURE = new Bars("CPU, in ns", false, List.of(new Bars.Bar("ours", 1, true)));

    @TempDir
    private Path directory;

    @Test
    void onlyTheSectionOfTheQuestionIsReplaced() {
        assertThat(Page.with(PAGE, "one", "new\n")).isEqualTo(PAGE.replace("old\n", "\nnew\n\n"));
    }

    @Test
    void writingTheSameTwiceChangesNothing() {
        String once = Page.with(PAGE, "two", "new");

        assertThat(Page.with(once, "two", "new")).isEqualTo(once);
    }

    @Test
    void pageAndPictureAreWrittenBesideEachOther() throws IOException {
        Path file = Files.writeString(directory.resolve("page.md"), PAGE);

        new Page(file).write("two", "figures", PICTURE);

        assertThat(file)
                .hasContent(PAGE.replace(
                        "<!-- figures: two -->\n",
                        "<!-- figures: two -->\n\n![CPU, in ns](pictures/two.svg)\n\nfigures\n\n"));
        assertThat(directory.resolve("pictures/two.svg")).hasContent(PICTURE.svg());
    }

    @Test
    void pageWithoutTheSectionIsRefusedAndNothingIsWritten() throws IOException {
        Path file = Files.writeString(directory.resolve("page.md"), PAGE);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Page(file).write("three", "figures", PICTURE))
                .withMessageContaining("<!-- figures: three -->");
        assertThat(file).hasContent(PAGE);
        assertThat(directory.resolve("pictures")).doesNotExist();
    }
}
