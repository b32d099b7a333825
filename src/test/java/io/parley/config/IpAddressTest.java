package io.parley.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IpAddressTest {

    @ParameterizedTest
    @CsvSource({
        "192.0.2.1,                  192.0.2.1",
        "0.0.0.0,                    0.0.0.0",
        "255.255.255.255,            255.255.255.255",
        "2001:DB8::1,                2001:db8:0:0:0:0:0:1",
        "2001:0db8:0:0:0:0:0:1,      2001:db8:0:0:0:0:0:1",
        "::,                         0:0:0:0:0:0:0:0",
        "::1,                        0:0:0:0:0:0:0:1",
        "ff00::,                     ff00:0:0:0:0:0:0:0",
        "64:ff9b::192.0.2.1,         64:ff9b:0:0:0:0:c000:201",
        "fe80::1%eth0,               fe80:0:0:0:0:0:0:1",
        "::ffff:192.0.2.1,           192.0.2.1",
        "::ffff:c000:201,            192.0.2.1",
    })
    void an_address_is_read_and_written_in_one_form(String text, String written) {
        assertThat(parsed(text)).hasToString(written);
        assertThat(parsed(written)).isEqualTo(parsed(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "localhost",
                "chat.example",
                "192.0.2",
                "192.0.2.256",
                "192.0.2.01",
                "0xC0.0.2.1",
                "3221225985",
                "192.0.2.1.",
                "192.0.2.1:80",
                "192.0.2.1%eth0",
                ":",
                ":::",
                "1::2::3",
                "1:2:3:4:5:6:7",
                "1:2:3:4:5:6:7:8:9",
                "12345::",
                "g::1",
                "::1.2.3",
                "[::1]",
                "bad:cafe",
                "-1.0.0.1",
                "\u0661.2.3.4",
                "unknown",
                "_hidden"
            })
    void anything_else_is_none_and_never_looked_up(String text) {
        assertThat(IpAddress.parse(text)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "192.0.2.77, 192.0.2.77",
        "::ffff:192.0.2.77, 192.0.2.77",
        "2001:db8:1:2:3:4:5:6, 2001:db8:1:2:0:0:0:0/64",
        "2001:db8:1:2::, 2001:db8:1:2:0:0:0:0/64",
    })
    void a_host_of_ipv6_is_counted_by_its_network(String text, String counted) {
        assertThat(parsed(text).counted()).isEqualTo(counted);
    }

    @Test
    void equal_numbers_of_different_families_are_different_addresses() {
        assertThat(parsed("::1")).isNotEqualTo(parsed("0.0.0.1"));
    }

    private static IpAddress parsed(String text) {
        return IpAddress.parse(text).orElseThrow();
    }
}
