package io.parley.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 7239, section 4. Elements are written as sorted maps. */
class ForwardedLineTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "for=192.0.2.43 | [{for=192.0.2.43}]",
                "for=\"_gazonk\" | [{for=_gazonk}]",
                "For=\"[2001:db8:cafe::17]:4711\" | [{for=[2001:db8:cafe::17]:4711}]",
                "for=192.0.2.60;proto=http;by=203.0.113.43 | [{by=203.0.113.43, for=192.0.2.60, proto=http}]",
                "for=192.0.2.43, for=198.51.100.17 | [{for=192.0.2.43}, {for=198.51.100.17}]",
                "for=a , for=b | [{for=a}, {for=b}]",
                "for=a ; proto=http | [{for=a, proto=http}]",
                "for=a;;proto=http; | [{for=a, proto=http}]",
                "for=a,,for=b, | [{for=a}, {for=b}]",
                "host=\"a,b;c=d\";for=e | [{for=e, host=a,b;c=d}]",
                "host=\"a\\\"b\\\\c\" | [{host=a\"b\\c}]",
                "host=\"\" | [{host=}]",
                "host=chat.example:8080 | [{host=chat.example:8080}]",
                "for=[::1] | [{for=[::1]}]",
                "x-!#$%&*+.^_~=1 | [{x-!#$%&*+.^_~=1}]",
                "`` | []",
                "`  ,  ` | []",
                "; | []",
            })
    void elements_are_read_in_their_order(String line, String elements) {
        assertThat(parsed(line).map(Object::toString)).contains(elements);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "for",
                "for=",
                "=a",
                "for =a",
                "for= a",
                "for=a b",
                "for=\"a",
                "for=\"a\\",
                "for=\"a\\\"",
                "for=\"a\"b",
                "for=a\"b\"",
                "for=\"a\"\"b\"",
                "for=a;for=b",
                "for=a;FOR=b",
                "f\u00fcr=a",
                "f(r=a",
                "192.0.2.1",
                "for=a, 192.0.2.1",
                "for=\"unclosed, for=192.0.2.1",
                "for=a\u0000, for=b"
            })
    void anything_else_is_malformed(String line) {
        assertThat(ForwardedLine.parse(line)).isEmpty();
    }

    @Test
    void a_long_line_is_read_like_a_short_one() {
        String quoted = "\\\"".repeat(100_000);

        assertThat(parsed("for=\"" + quoted + "\"")).isPresent();
        assertThat(parsed("for=a,".repeat(100_000)).map(List::size)).contains(100_000);
    }

    private static Optional<List<Map<String, String>>> parsed(String line) {
        return ForwardedLine.parse(line)
                .map(elements ->
                        elements.stream().<Map<String, String>>map(TreeMap::new).toList());
    }
}
