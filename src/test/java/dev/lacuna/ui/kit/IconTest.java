package dev.lacuna.ui.kit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ServiceLoader;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.kordamp.ikonli.IkonHandler;

/// The codes of the icons are those of the font that they are drawn with.
class IconTest {

    @ParameterizedTest
    @EnumSource
    void isTheGlyphThatItNames(Icon icon) {
        String name = "mdi2" + icon.glyph().charAt(0) + "-" + icon.glyph();
        int code = ServiceLoader.load(IkonHandler.class).stream()
                .map(ServiceLoader.Provider::get)
                .filter(handler -> handler.supports(name))
                .findFirst()
                .orElseThrow()
                .resolve(name)
                .getCode();

        assertThat(Ui.on(() -> icon.node().getText())).isEqualTo(Character.toString(code));
    }
}
