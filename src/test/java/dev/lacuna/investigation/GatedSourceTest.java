package dev.lacuna.investigation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lacuna.source.ConsumerGroups;
import dev.lacuna.source.SourceSpec;
import dev.lacuna.source.StreamSource;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// A source behind the gate can do all that it can, but for writing.
class GatedSourceTest extends WriteGateFixture {

    @Test
    void noSourceThatIsOpenedCanBeWrittenToAroundTheGate() throws Exception {
        try (StreamSource source = gate.open(SourceSpec.of(URI), sources)) {
            assertThatThrownBy(() -> source.openSink("me"))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("gate");
            assertThatThrownBy(() -> source.groups().alter(GROUP, Map.of())).isInstanceOf(IllegalStateException.class);
            assertThatThrownBy(() -> source.groups().delete(GROUP, List.of()))
                    .isInstanceOf(IllegalStateException.class);
        }
    }

    /// What the gate doesn't pass on is answered by a default: nobody would know of rights that are missing, or a write
    /// would find its way around.
    @Test
    void theGatePassesOnAllThatASourceCanDo() {
        assertThat(forgotten(StreamSource.class, GatedSource.class))
                .as("a method that is not passed on answers for no source, or writes around the gate")
                .isEmpty();
        assertThat(forgotten(ConsumerGroups.class, GatedGroups.class)).isEmpty();
    }

    private static List<String> forgotten(Class<?> contract, Class<?> gated) {
        return Arrays.stream(contract.getMethods())
                .filter(method -> !Modifier.isStatic(method.getModifiers()))
                .filter(method -> !isDeclared(method, gated))
                .map(Method::getName)
                .toList();
    }

    private static boolean isDeclared(Method method, Class<?> gated) {
        try {
            gated.getDeclaredMethod(method.getName(), method.getParameterTypes());
            return true;
        } catch (NoSuchMethodException e) {
            return false;
        }
    }
}
