package io.parley.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.config.Origin;
import io.parley.config.TrustedProxies;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 7239, section 5; the protocol document, section 8. The proxies are 10.0.0.0/8 and fd00::/8. */
class ForwardingTest {

    private static final TrustedProxies PROXIES =
            TrustedProxies.parse("10.0.0.0/8, fd00::/8").orElseThrow();

    private final List<String> warnings = new ArrayList<>();
    private final Forwarding forwarding = new Forwarding(PROXIES, address -> warnings.add(address.toString()));

    @ParameterizedTest
    @CsvSource({
        "203.0.113.9, 203.0.113.9, 203.0.113.9",
        "2001:db8:1:2:3::4, 2001:db8:1:2:3:0:0:4, 2001:db8:1:2:0:0:0:0/64",
        "fe80::1%eth0, fe80:0:0:0:0:0:0:1, fe80:0:0:0:0:0:0:0/64",
        "::ffff:203.0.113.9, 203.0.113.9, 203.0.113.9",
        "no address, no address, no address",
    })
    void without_a_proxy_the_socket_says_it_all(String peer, String address, String counted) {
        assertThat(client(peer)).contains(new Client(address, counted, "http://own.example:8080"));
        assertThat(warnings).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Forwarded: for=198.51.100.7;proto=https;host=chat.example",
                "X-Forwarded-For: 198.51.100.7",
                "X-Forwarded-For: 10.0.0.1",
                "Forwarded: for=\"malformed",
                "Forwarded: for=198.51.100.7|X-Forwarded-For: 198.51.100.8",
            })
    void who_is_not_trusted_is_not_believed_and_warned_about_once(String headers) {
        for (int i = 0; i < 3; i++) {
            assertThat(client("203.0.113.9", headers))
                    .contains(new Client("203.0.113.9", "203.0.113.9", "http://own.example:8080"));
        }
        assertThat(warnings).containsExactly("203.0.113.9");
    }

    @Test
    void a_stranger_does_not_use_up_the_warning_of_a_proxy_and_many_do_not_fill_the_log() {
        for (int i = 1; i <= 100; i++) {
            client("203.0.113." + i, "X-Forwarded-For: 198.51.100.7");
        }
        assertThat(warnings).hasSize(8).startsWith("203.0.113.1", "203.0.113.2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Forwarded: for=", "X-Forwarded-For: ", "X-Forwarded-For: 198.51.100.7|X-Forwarded-Host: "})
    void what_is_longer_than_any_chain_of_proxies_is_malformed(String header) {
        assertThat(client("10.0.0.1", header + "1".repeat(8193))).isEmpty();
        assertThat(client("203.0.113.9", header + "1".repeat(8193)))
                .as("of a stranger")
                .isPresent();
    }

    @Test
    void a_container_that_has_believed_the_headers_itself_is_not_warned_about() {
        assertThat(client("203.0.113.9", "X-Forwarded-For: 203.0.113.9, 192.0.2.1"))
                .isPresent();
        assertThat(client("203.0.113.9", "Forwarded: for=203.0.113.9")).isPresent();
        assertThat(warnings).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "Forwarded: for=203.0.113.9; 203.0.113.9",
                "Forwarded: for=\"203.0.113.9:4711\"; 203.0.113.9",
                "Forwarded: for=\"203.0.113.9:_port\"; 203.0.113.9",
                "Forwarded: for=203.0.113.9:4711; 203.0.113.9",
                "Forwarded: For=\"[2001:db8::17]\"; 2001:db8:0:0:0:0:0:17",
                "Forwarded: for=\"[2001:db8::17]:4711\"; 2001:db8:0:0:0:0:0:17",
                "Forwarded: for=\"[::ffff:203.0.113.9]\"; 203.0.113.9",
                "Forwarded: for=198.51.100.7, for=203.0.113.9; 203.0.113.9",
                "Forwarded: for=203.0.113.9, for=10.0.0.2; 203.0.113.9",
                "Forwarded: for=203.0.113.9, for=10.0.0.2, for=\"[fd00::1]\"; 203.0.113.9",
                "Forwarded: for=203.0.113.9|Forwarded: for=10.0.0.2; 203.0.113.9",
                "Forwarded: for=198.51.100.7|Forwarded: for=203.0.113.9; 203.0.113.9",
                "Forwarded: for=10.0.0.3; 10.0.0.3",
                "Forwarded: for=10.0.0.3, for=10.0.0.2; 10.0.0.3",
                "Forwarded: for=\"malformed|Forwarded: for=203.0.113.9; 203.0.113.9",
                "X-Forwarded-For: 203.0.113.9; 203.0.113.9",
                "X-Forwarded-For: 203.0.113.9:4711; 203.0.113.9",
                "X-Forwarded-For: 2001:db8::17; 2001:db8:0:0:0:0:0:17",
                "X-Forwarded-For: [2001:db8::17]:4711; 2001:db8:0:0:0:0:0:17",
                "X-Forwarded-For: 198.51.100.7, 203.0.113.9; 203.0.113.9",
                "X-Forwarded-For: 203.0.113.9,10.0.0.2; 203.0.113.9",
                "X-Forwarded-For: 198.51.100.7|X-Forwarded-For: 203.0.113.9, 10.0.0.2; 203.0.113.9",
                "X-Forwarded-For: garbage, 203.0.113.9; 203.0.113.9",
                "X-Forwarded-For: 203.0.113.9,,; 203.0.113.9",
                "Forwarded: for=203.0.113.9|X-Forwarded-For: 203.0.113.9; 203.0.113.9",
            })
    void the_first_from_the_right_that_is_not_trusted_is_the_client(String headers, String address) {
        assertThat(client("10.0.0.1", headers).map(Client::address)).contains(address);
        assertThat(client("fd00::2", headers).map(Client::address)).contains(address);
        assertThat(warnings).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "X-Real-IP: 203.0.113.9; 10.0.0.1",
                "Forwarded: proto=https; 10.0.0.1",
                "Forwarded: for=unknown; 10.0.0.1",
                "Forwarded: for=_hidden; 10.0.0.1",
                "Forwarded: for=\"_hidden:_port\"; 10.0.0.1",
                "Forwarded: for=client.example; 10.0.0.1",
                "Forwarded: for=203.0.113.999; 10.0.0.1",
                "Forwarded: for=\"[203.0.113.9]\"; 10.0.0.1",
                "Forwarded: for=\"[2001:db8::17\"; 10.0.0.1",
                "Forwarded: for=\"[2001:db8::17]x\"; 10.0.0.1",
                "Forwarded: for=203.0.113.9, for=unknown, for=10.0.0.2; 10.0.0.2",
                "X-Forwarded-For: unknown; 10.0.0.1",
                "X-Forwarded-For: 203.0.113.9, garbage, 10.0.0.2; 10.0.0.2",
                "X-Forwarded-For: ,; 10.0.0.1",
                "X-Forwarded-Proto: https; 10.0.0.1",
            })
    void a_proxy_that_hides_or_misspells_who_called_it_stands_for_them(String headers, String address) {
        assertThat(client("10.0.0.1", headers).map(Client::address)).contains(address);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "X-Forwarded-For: 203.0.113.9; http://own.example:8080",
                "Forwarded: for=203.0.113.9,proto=https; https://own.example:8080",
                "Forwarded: proto=HTTPS,host=chat.example; https://chat.example",
                "Forwarded: proto=https,host=\"chat.example:443\"; https://chat.example",
                "Forwarded: proto=https,host=\"[2001:db8::1]:8443\"; https://[2001:db8::1]:8443",
                "X-Forwarded-Proto: wss|X-Forwarded-Host: chat.example; https://chat.example",
                "X-Forwarded-Proto: ws|X-Forwarded-Host: chat.example; http://chat.example",
                "X-Forwarded-Host: chat.example; http://chat.example",
                "X-Forwarded-Host: chat.example|X-Forwarded-Port: 8443; http://chat.example:8443",
                "X-Forwarded-Host: [2001:db8::1]|X-Forwarded-Port: 8443; http://[2001:db8::1]:8443",
                "X-Forwarded-Host: chat.example:81|X-Forwarded-Port: 8443; http://chat.example:81",
                "X-Forwarded-Port: 8443; http://own.example:8080",
                "X-Forwarded-Proto: https|X-Forwarded-Host: chat.example|X-Forwarded-Port: 443; https://chat.example",
            })
    void the_server_is_what_the_proxy_was_called_by(String headers, String origin) {
        String written = headers.replace(",proto", ";proto").replace(",host", ";host");

        assertThat(client("10.0.0.1", written).map(Client::server).flatMap(Origin::parse))
                .isEqualTo(Origin.parse(origin));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '@',
            value = {
                "Forwarded: for=203.0.113.9;proto=https;host=a, for=10.0.0.2;proto=http;host=b @ https://a",
                "Forwarded: for=1.1.1.1;proto=ftp;host=x, for=203.0.113.9;host=a, for=10.0.0.2;proto=https @ https://a",
                "X-Forwarded-For: 203.0.113.9, 10.0.0.2|X-Forwarded-Host: a, b|X-Forwarded-Proto: https, http @ https://a",
                "X-Forwarded-For: 203.0.113.9, 10.0.0.2|X-Forwarded-Host: a|X-Forwarded-Proto: https @ https://a",
                "X-Forwarded-For: 1.1.1.1, 203.0.113.9|X-Forwarded-Host: x, a|X-Forwarded-Proto: ftp, https @ https://a",
            })
    void of_several_proxies_the_outermost_that_is_trusted_tells_the_server(String headers, String origin) {
        assertThat(client("10.0.0.1", headers).map(Client::server).flatMap(Origin::parse))
                .isEqualTo(Origin.parse(origin));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Forwarded: for=\"203.0.113.9",
                "Forwarded: for=\"spoofed, for=203.0.113.9",
                "Forwarded: 203.0.113.9",
                "Forwarded: for=203.0.113.9;for=203.0.113.10",
                "Forwarded: for=\"malformed|Forwarded: for=10.0.0.2",
                "Forwarded: for=203.0.113.9;proto=ftp",
                "Forwarded: for=203.0.113.9;host=\"a b\"",
                "Forwarded: for=203.0.113.9;host=\"\"",
                "X-Forwarded-Proto: ftp",
                "X-Forwarded-Host: a/b",
                "X-Forwarded-Host: a|X-Forwarded-Port: 99999",
                "Forwarded: for=198.51.100.7|X-Forwarded-For: 203.0.113.9",
                "Forwarded: for=unknown|X-Forwarded-For: 203.0.113.9",
            })
    void what_a_trusted_proxy_passes_on_must_make_sense(String headers) {
        assertThat(client("10.0.0.1", headers)).isEmpty();
    }

    /** Header lines are parted by bars. */
    private Optional<Client> client(String peer, String... lines) {
        Map<String, List<String>> headers = Arrays.stream(lines)
                .flatMap(line -> Arrays.stream(line.split("\\|")))
                .map(line -> line.split(": ", 2))
                .collect(Collectors.groupingBy(
                        parts -> parts[0], Collectors.mapping(parts -> parts[1].strip(), Collectors.toList())));
        return forwarding.client(new Forwarding.Request(
                peer, "http", "own.example:8080", name -> headers.getOrDefault(name, List.of())));
    }
}
