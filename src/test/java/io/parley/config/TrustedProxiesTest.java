package io.parley.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TrustedProxiesTest {

    @Test
    void nobody_is_trusted_where_nothing_is_listed() {
        assertThat(TrustedProxies.NONE.trusts(address("127.0.0.1"))).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "192.0.2.1,                 192.0.2.1,              true",
        "192.0.2.1,                 192.0.2.2,              false",
        "192.0.2.1,                 ::ffff:192.0.2.1,       true",
        "10.0.0.0/8,                10.255.255.255,         true",
        "10.0.0.0/8,                11.0.0.0,               false",
        "10.0.0.0/8,                9.255.255.255,          false",
        "172.16.0.0/12,             172.31.255.255,         true",
        "172.16.0.0/12,             172.32.0.0,             false",
        "192.0.2.7/32,              192.0.2.7,              true",
        "0.0.0.0/0,                 203.0.113.9,            true",
        "0.0.0.0/0,                 2001:db8::1,            false",
        "::/0,                      203.0.113.9,            false",
        "::/0,                      2001:db8::1,            true",
        "2001:db8::/33,             2001:db8:7fff::1,       true",
        "2001:db8::/33,             2001:db8:8000::1,       false",
        "2001:db8::1,               2001:db8:0:0::1,        true",
        "'10.0.0.0/8 , ::1',        ::1,                    true",
        "'10.0.0.0/8,::1',          10.1.2.3,               true",
        "::ffff:192.0.2.1,          192.0.2.1,              true",
    })
    void who_lies_in_a_listed_network_is_trusted(String list, String address, boolean trusted) {
        assertThat(TrustedProxies.parse(list).orElseThrow().trusts(address(address)))
                .isEqualTo(trusted);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ",",
                "192.0.2.1,",
                "192.0.2.1 192.0.2.2",
                "192.0.2.1;192.0.2.2",
                "proxy.example",
                "localhost",
                "10.0.0.0/",
                "10.0.0.0/33",
                "10.0.0.0/-1",
                "10.0.0.0/255.0.0.0",
                "10.0.0.0/8/8",
                "10.1.0.0/8",
                "10/8",
                "2001:db8::/129",
                "2001:db8::1/64",
                "[2001:db8::1]",
                "fe80::1%eth0",
                "::ffff:10.0.0.0/104",
                "/8",
                "*"
            })
    void a_list_with_anything_else_is_none(String text) {
        assertThat(TrustedProxies.parse(text)).isEmpty();
    }

    private static IpAddress address(String text) {
        return IpAddress.parse(text).orElseThrow();
    }
}
