package io.parley.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.frame.RawFrame;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The list of the suite's cases, held against the suite and against the tests that it names. */
class CaseListTest {

    private static final Path LIST = Path.of("src/test/java/io/parley/it/autobahn-cases.md");
    private static final Pattern TEST = Pattern.compile("`(\\w+)\\.(\\w+)`");

    /** How many cases each section has. */
    private static final String SECTIONS = """
            1.1 8, 1.2 8, 2 11, 3 7, 4.1 5, 4.2 5, 5 20, 6.1 3, 6.2 4, 6.3 2, 6.4 4, 6.5 5, 6.6 11, 6.7 4, 6.8 2, 6.9 4, \
            6.10 3, 6.11 5, 6.12 8, 6.13 5, 6.14 10, 6.15 1, 6.16 3, 6.17 5, 6.18 5, 6.19 5, 6.20 7, 6.21 8, 6.22 34, \
            6.23 7, 7.1 6, 7.3 6, 7.5 1, 7.7 13, 7.9 9, 7.13 2, 9.1 6, 9.2 6, 9.3 9, 9.4 9, 9.5 6, 9.6 6, 9.7 6, 9.8 6, \
            10.1 1""";

    /**
     * A row of a table.
     *
     * @param cases as they are written
     * @param test the cell that names it
     */
    private record Row(String cases, String test) {

        Stream<String> ids() {
            return Arrays.stream(cases.split(", ", -1)).flatMap(Row::range);
        }

        private static Stream<String> range(String range) {
            String[] ends = range.split("-", -1);
            String first = ends[0];
            String last = ends[ends.length - 1];
            String section = section(first);
            assertThat(section(last)).as(range).isEqualTo(section);
            return IntStream.rangeClosed(number(first), number(last)).mapToObj(number -> section + "." + number);
        }
    }

    private static String section(String id) {
        return id.substring(0, id.lastIndexOf('.'));
    }

    private static int number(String id) {
        return Integer.parseInt(id.substring(id.lastIndexOf('.') + 1));
    }

    @Test
    void each_case_is_in_the_list_once() throws IOException {
        List<String> suite = Arrays.stream(SECTIONS.split(", ", -1))
                .map(section -> section.split(" ", -1))
                .flatMap(section -> IntStream.rangeClosed(1, Integer.parseInt(section[1]))
                        .mapToObj(number -> section[0] + "." + number))
                .toList();

        assertThat(rows().flatMap(Row::ids)).containsExactlyInAnyOrderElementsOf(suite);
    }

    @Test
    void each_case_names_a_test() throws IOException {
        assertThat(rows()).allSatisfy(row -> assertThat(row.test()).matches(TEST));
    }

    @Test
    void each_test_that_is_named_exists() throws IOException {
        Matcher named = TEST.matcher(Files.readString(LIST));
        assertThat(named.results())
                .isNotEmpty()
                .allSatisfy(name -> assertThat(methods(name.group(1))).contains(name.group(2)));
    }

    /** The cases that carry their number in a test are those that the list has there. */
    @Test
    void tests_with_numbers_have_those_of_the_list() throws IOException {
        Map<String, Stream<Exchange>> tests = new HashMap<>();
        tests.put("ConformanceIT.pings_and_pongs", ConformanceIT.pings_and_pongs());
        tests.put("ConformanceIT.reserved_bits", ConformanceIT.reserved_bits());
        tests.put("ConformanceIT.reserved_opcodes", ConformanceIT.reserved_opcodes());
        tests.put("ConformanceIT.fragments", ConformanceIT.fragments());
        tests.put("ConformanceIT.closes", ConformanceIT.closes());
        tests.put("ConformanceIT.close_codes", ConformanceIT.close_codes());
        tests.put("ConformanceUtf8IT.utf8_comes_back", ConformanceUtf8IT.utf8_comes_back());
        tests.put("ConformanceUtf8IT.what_is_not_utf8_fails", ConformanceUtf8IT.what_is_not_utf8_fails());
        tests.put("ConformanceUtf8IT.text_in_fragments", ConformanceUtf8IT.text_in_fragments());
        List<Row> rows = rows().toList();

        assertThat(tests)
                .allSatisfy((name, exchanges) -> assertThat(exchanges.map(Exchange::id))
                        .as(name)
                        .containsExactlyInAnyOrderElementsOf(rows.stream()
                                .filter(row -> row.test().equals('`' + name + '`'))
                                .flatMap(Row::ids)
                                .toList()));
    }

    private static Stream<Row> rows() throws IOException {
        return Files.readAllLines(LIST).stream()
                .filter(line -> line.matches("\\| \\d.*"))
                .map(line -> line.split(" *\\| *", -1))
                .map(cells -> new Row(cells[1], cells[4]));
    }

    private static Stream<String> methods(String name) {
        return Stream.of(CaseListTest.class.getPackageName(), RawFrame.class.getPackageName())
                .map(packageName -> packageName + "." + name)
                .flatMap(CaseListTest::find)
                .flatMap(type -> Arrays.stream(type.getDeclaredMethods()))
                .map(Method::getName);
    }

    private static Stream<Class<?>> find(String name) {
        try {
            return Stream.of(Class.forName(name, false, CaseListTest.class.getClassLoader()));
        } catch (ClassNotFoundException e) {
            return Stream.empty();
        }
    }
}
