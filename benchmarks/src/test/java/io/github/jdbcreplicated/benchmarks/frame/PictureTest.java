package io.github.jdbcreplicated.benchmarks.frame;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.github.jdbcreplicated.benchmarks.frame.Bars.Bar;
import io.github.jdbcreplicated.benchmarks.frame.Lines.Line;
import io.github.jdbcreplicated.benchmarks.frame.Lines.Point;
import java.io.StringReader;
import java.util.List;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;

class PictureTest {

    @Test
    void barsAreAsLongAsTheirValues() throws Exception {
        var picture = new Bars("CPU", false, List.of(new Bar("a <b> & c", 50, true), new Bar("twice", 100, false)));

        var bars = elements(picture, "rect");

        assertThat(number(bars.get(2), "width")).isEqualTo(2 * number(bars.get(1), "width"));
        assertThat(bars.get(1).getAttribute("fill")).isNotEqualTo(bars.get(2).getAttribute("fill"));
        assertThat(texts(picture)).contains("CPU", "a <b> & c", "50", "twice", "100");
    }

    @Test
    void logarithmicBarsGrowEquallyWithEqualRatios() throws Exception {
        var picture = new Bars(
                "CPU", true, List.of(new Bar("1", 1, true), new Bar("10", 10, true), new Bar("100", 100, true)));

        var bars = elements(picture, "rect");

        double first = number(bars.get(2), "width") - number(bars.get(1), "width");
        double second = number(bars.get(3), "width") - number(bars.get(2), "width");
        assertThat(second).isCloseTo(first, within(0.2));
        assertThat(number(bars.get(1), "width")).isPositive();
    }

    @Test
    void barsOfNothingAreDrawn() throws Exception {
        assertThat(texts(new Bars("stale reads", false, List.of(new Bar("ours", 0, true)))))
                .contains("0");
    }

    @Test
    void linesRunFromLeftToRightAndUpwards() throws Exception {
        var picture = new Lines(
                "CPU, in ns",
                "replicas",
                List.of(new Line("flat", List.of(new Point(1, 10), new Point(64, 10))), line("rising")));

        var dots = elements(picture, "circle");

        assertThat(number(dots.get(0), "cy")).isEqualTo(number(dots.get(1), "cy"));
        assertThat(number(dots.get(0), "cx")).isLessThan(number(dots.get(1), "cx"));
        assertThat(number(dots.get(3), "cy")).isLessThan(number(dots.get(2), "cy"));
        assertThat(texts(picture)).contains("CPU, in ns", "replicas", "flat", "rising", "1", "64");
    }

    @Test
    void pictureOfNothingIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Bars("empty", false, List.of()));
        assertThatIllegalArgumentException().isThrownBy(() -> new Lines("empty", "", List.of(new Line("", List.of()))));
    }

    private static Line line(String label) {
        return new Line(label, List.of(new Point(1, 5), new Point(64, 20)));
    }

    private static List<String> texts(Picture picture) throws Exception {
        return elements(picture, "text").stream().map(Element::getTextContent).toList();
    }

    private static List<Element> elements(Picture picture, String name) throws Exception {
        Document document = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(picture.svg())));
        var found = document.getElementsByTagName(name);
        return IntStream.range(0, found.getLength())
                .mapToObj(i -> (Element) found.item(i))
                .toList();
    }

    private static double number(Element element, String attribute) {
        return Double.parseDouble(element.getAttribute(attribute).replace("%", ""));
    }
}
