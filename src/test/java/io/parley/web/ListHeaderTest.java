package io.parley.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ListHeaderTest {

    @ParameterizedTest
    @CsvSource({
        "'one', one",
        "'one,two', one|two",
        "'one , two', one|two",
        "' one,\ttwo ', one|two",
        "'one,,two', one|two",
        "',one,', one",
        "'a b, c', a b|c"
    })
    void elements_are_parted_by_commas_and_empty_ones_are_none(String line, String elements) {
        assertThat(ListHeader.elements(List.of(line))).containsExactly(elements.split("\\|"));
    }

    @ParameterizedTest
    @CsvSource({"''", "' '", "','", "' , ,'"})
    void a_line_may_have_none(String line) {
        assertThat(ListHeader.elements(List.of(line))).isEmpty();
    }

    @Test
    void a_line_continues_the_one_before() {
        assertThat(ListHeader.elements(List.of("one, two", "three"))).containsExactly("one", "two", "three");
        assertThat(ListHeader.elements(List.of())).isEmpty();
    }
}
