package io.papilio.envserver.model;

import static io.papilio.core.env.Failures.assertInvalid;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.papilio.core.env.Environment;
import io.papilio.core.env.EnvironmentFactory;
import io.papilio.core.env.EnvironmentSpec;
import io.papilio.core.env.KeywordArguments;
import io.papilio.core.env.ResetRequest;
import io.papilio.core.space.Tensor;
import io.papilio.core.validation.InvalidValueException;
import io.papilio.envserver.locomotion.LocomotionEnvironments;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Models that a client gives as text. */
class ClientMjcfTest {
  private static final String CART =
      """
      <!-- A cart with a pole, weaker to the left than to the right. -->
      <mujoco model="cart &amp; pole">
        <option timestep="0.01"/>
        <worldbody>
          <body name="cart">
            <joint name="slider" type="slide" axis="1 0 0"/>
            <geom size="0.1"/>
            <body>
              <joint axis="0 1 0"/>
              <geom type="capsule" fromto="0 0 0 0 0 0.6" size="0.05"/>
            </body>
          </body>
        </worldbody>
        <actuator><motor joint="slider" ctrlrange="-1 2"/></actuator>
      </mujoco>
      """;

  @Test
  void modelOfAClientDecidesActionsAndTime() {
    EnvironmentSpec spec = pendulum().spec(KeywordArguments.of("xml_file", CART));
    assertEquals(Tensor.float32(new float[] {-1}), spec.actionBox().low());
    assertEquals(Tensor.float32(new float[] {2}), spec.actionBox().high());
    assertEquals(50, spec.rendering().framesPerSecond());
  }

  @Test
  void byteOrderMarkBeforeAModelIsSkipped() {
    EnvironmentSpec plain = pendulum().spec(KeywordArguments.of("xml_file", CART));
    assertEquals(plain, pendulum().spec(KeywordArguments.of("xml_file", "\uFEFF" + CART)));
    assertRejected("<robot>", KeywordArguments.of("xml_file", "\uFEFF\n<robot/>"));
  }

  @Test
  void rejectedModelIsQuotedByItsBeginning() {
    String text = "mujoco " + CART.repeat(10);
    InvalidValueException e =
        assertInvalid("xml_file", () -> pendulum().create(KeywordArguments.of("xml_file", text)));
    assertEquals(text.substring(0, 200) + "... (" + text.length() + " characters)", e.actual());
    assertTrue(e.getMessage().length() < 1000, e.getMessage());
  }

  @Test
  void environmentsOutliveTheLibrarysInterestInTheirModel() {
    List<Environment> environments =
        IntStream.range(0, 20)
            .mapToObj(
                i -> pendulum().create(KeywordArguments.of("xml_file", CART + "<!--" + i + "-->")))
            .toList();
    for (Environment environment : environments) {
      environment.reset(ResetRequest.seeded(1));
      assertEquals(
          environments.get(0).reset(ResetRequest.seeded(1)).observation(),
          environment.reset(ResetRequest.seeded(1)).observation());
    }
    environments.forEach(Environment::close);
  }

  @Test
  void shippedModelsAreKnownByGymnasiumsNames() {
    KeywordArguments options = KeywordArguments.of("xml_file", "humanoid.xml");
    assertEquals(3, pendulum().spec(KeywordArguments.NONE).actionBox().high().getDouble(0));
    assertEquals(17, factory("Ant-v4").spec(options).actionBox().size());
  }

  @Test
  void pathThatTheClientCouldNotReadIsCalledOne() {
    KeywordArguments absent = KeywordArguments.of("xml_file", "./none.xml");
    assertEquals(
        "xml_file: ./none.xml (expected: the path of a file that the client can read, or MJCF"
            + " text)",
        assertInvalid("xml_file", () -> pendulum().create(absent)).getMessage());
  }

  @Test
  void modelThatLacksWhatATaskReadsIsRejected() {
    KeywordArguments cart = KeywordArguments.of("xml_file", CART);
    assertEquals("nq 2", assertInvalid("xml_file", () -> factory("Ant-v5").create(cart)).actual());
    assertEquals(
        "fingertip", assertInvalid("body", () -> factory("Reacher-v5").create(cart)).actual());
  }

  @Test
  void modelThatMujocoRefusesIsRejectedWithMujocosReason() {
    assertRejected("mujoco: ", KeywordArguments.of("xml_file", "<mujoco><bogus/></mujoco>"));
    assertRejected("", KeywordArguments.of("xml_file", "<mujoco>"));
    assertRejected("<robot>", KeywordArguments.of("xml_file", "<robot/>"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<include file='/etc/passwd'/>",
        "<asset><mesh name='m' file='m.stl'/></asset>",
        "<asset><hfield name='h' file='h.png'/></asset>",
        "<asset><texture name='t' type='cube' fileright='t.png'/></asset>",
        "<asset><texture name='t' builtin='flat' width='5000' height='5000'/></asset>",
        "<asset><hfield name='h' nrow='3000' ncol='3000' size='1 1 1 1'/></asset>",
        "<extension><plugin plugin='mujoco.pid'/></extension>",
        "<worldbody><replicate count='1000000'><geom size='1'/></replicate></worldbody>",
        "<size memory='10G'/>",
        "<size nuserdata='1000000000'/>",
        "<size nuserdata='1e9'/>",
        "<size nstack='1000000000'/>",
        "<sensor><user dim='100000000'/></sensor>",
        "<sensor><rangefinder camera='c'/></sensor>",
        "<asset><mesh name='m' builtin='supersphere' params='3000 1 1'/></asset>",
        "<asset><texture name='t' builtin='flat' width='9' height='9' nchannel='100000'/></asset>",
        "<option iterations='100000000' tolerance='0'/>",
        "<visual><quality numslices='100000'/></visual>",
        "<visual><quality shadowsize='16384'/></visual>",
        "<visual><global offwidth='100000'/></visual>",
      })
  void modelsReadNoFilesAndStaySmall(String part) {
    assertRejected("<", KeywordArguments.of("xml_file", "<mujoco>" + part + "</mujoco>"));
  }

  @Test
  void textIsLimited() {
    String nested = "<body>".repeat(100) + "</body>".repeat(100);
    assertRejected("<body>", model(nested));
    assertRejected("<geom>", model("<geom size=\"1\"/>".repeat(6000)));
    assertRejected("2097", model(" ".repeat(1 << 21)));
    assertRejected(
        "DOCTYPE",
        KeywordArguments.of(
            "xml_file",
            "<!DOCTYPE mujoco [<!ENTITY e SYSTEM 'file:///etc/passwd'>]><mujoco>&e;</mujoco>"));
  }

  @Test
  void numbersThatEveryObjectHasAreLimited() {
    String geoms = "<geom size='1'/>".repeat(1000);
    assertRejected("9", model("<geom size='1' user='" + "0 ".repeat(9000) + "'/>" + geoms));
    assertRejected(
        "16",
        KeywordArguments.of(
            "xml_file",
            "<mujoco><size nkey='1000'/><worldbody>" + geoms + "</worldbody></mujoco>"));
    assertRejected(
        "<user>",
        KeywordArguments.of(
            "xml_file",
            "<mujoco><sensor>" + "<user dim='16000'/>".repeat(17) + "</sensor></mujoco>"));
    assertRejected(
        "arena of ",
        KeywordArguments.of(
            "xml_file", CART.replace("<worldbody>", "<size njmax='16384'/><worldbody>")));
  }

  @Test
  void memoryThatAModelMayUseCounts() {
    KeywordArguments small =
        KeywordArguments.of(
            "xml_file", CART.replace("<worldbody>", "<size memory='1M'/><worldbody>"));
    try (Environment own = pendulum().create(small);
        Environment shipped = pendulum().create(KeywordArguments.NONE)) {
      assertTrue(own.footprint() > 1 << 20, own.footprint() + " bytes");
      assertTrue(shipped.footprint() < 1 << 16, shipped.footprint() + " bytes");
    }
  }

  @Test
  void sessionsCompileAtTheSameTimeWithTheSameResult() {
    List<Integer> sizes =
        IntStream.range(0, 64)
            .parallel()
            .mapToObj(
                i -> {
                  String text =
                      i % 2 == 0 ? CART : CART.replace("<geom size=\"0.1\"/>", "<bogus/>");
                  KeywordArguments options =
                      KeywordArguments.of("xml_file", text + "<!--" + i + "-->");
                  if (i % 2 == 0) {
                    return pendulum().spec(options).observationBox().size();
                  }
                  assertRejected("mujoco: ", options);
                  return 0;
                })
            .toList();
    assertEquals(IntStream.range(0, 64).mapToObj(i -> i % 2 == 0 ? 4 : 0).toList(), sizes);
  }

  private static KeywordArguments model(String worldbody) {
    return KeywordArguments.of(
        "xml_file", "<mujoco><worldbody>" + worldbody + "</worldbody></mujoco>");
  }

  /** Asserts that the model is rejected for something that begins so. */
  private static void assertRejected(String actual, KeywordArguments options) {
    InvalidValueException e = assertInvalid("xml_file", () -> pendulum().create(options));
    assertTrue(e.actual().startsWith(actual), e.getMessage());
  }

  private static EnvironmentFactory pendulum() {
    return factory("InvertedPendulum-v5");
  }

  private static EnvironmentFactory factory(String id) {
    return LocomotionEnvironments.all().stream()
        .filter(factory -> factory.id().equals(id))
        .findAny()
        .orElseThrow();
  }
}
