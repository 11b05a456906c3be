package dev.lacuna.settings;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SecretsTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sasl.jaas.config",
                "ssl.keystore.password",
                "ssl.key.password",
                "ssl.keystore.key",
                "sasl.oauthbearer.client.credentials.client.secret",
                "basic.auth.user.info",
                "my.api-key",
                "lacuna.payload.registry.auth",
                "some.Token"
            })
    void secretsAreNotShown(String key) {
        assertThat(Secrets.shown(key, "geheim")).isEqualTo("********");
    }

    @ParameterizedTest
    @CsvSource({
        "bootstrap.servers,broker-1:9092",
        "ssl.keystore.location,/etc/kafka/shop.p12",
        "sasl.oauthbearer.token.endpoint.url,https://login.example/token",
        "key.deserializer,Bytes",
        "client.id,me"
    })
    void othersAre(String key, String value) {
        assertThat(Secrets.shown(key, value)).isEqualTo(value);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    anything|Module required username="u" password="geheim";|********
                    registry.url|https://user:geheim@registry.example/x|https://********@registry.example/x
                    sasl.jaas.config|${env:KAFKA_JAAS}|${env:KAFKA_JAAS}
                    ssl.key.password|${file:/run/secrets/shop:key}|${file:/run/secrets/shop:key}
                    """)
    void secretsAreFoundByWhatTheySayToo(String key, String value, String shown) {
        assertThat(Secrets.shown(key, value)).isEqualTo(shown);
    }
}
