package io.papilio.envserver.mujoco.binding;

import org.bytedeco.javacpp.annotation.Platform;
import org.bytedeco.javacpp.annotation.Properties;
import org.bytedeco.javacpp.tools.Info;
import org.bytedeco.javacpp.tools.InfoMap;
import org.bytedeco.javacpp.tools.InfoMapper;

/**
 * The mapping of MuJoCo to Java: which headers are read, and what becomes of their names. The build
 * runs it through JavaCPP's parser, which writes {@code Mujoco} (constants and the functions of
 * papilio_mujoco.h and papilio_render.h), {@code MjModel}, {@code MjData} and {@code MjOption}
 * beside this class, and opaque classes for what the renderer keeps.
 *
 * <p>mujoco.h itself is not read: the functions that Papilio calls are declared, few and guarded
 * against MuJoCo's exit on error, in those two. Not final, since {@code Mujoco} extends it.
 */
@Properties(
    value =
        @Platform(
            value = "linux-x86_64",
            // One by one: the parser does not follow #include.
            include = {
              "mujoco/mjtype.h",
              "mujoco/mjmodel.h",
              "mujoco/mjdata.h",
              "papilio_mujoco.h",
              "papilio_render.h"
            },
            // The version is part of the library's SONAME, and so of the file that is loaded.
            link = "mujoco@.3.14.0",
            compiler = "cpp17"),
    target = "io.papilio.envserver.mujoco.binding",
    global = "io.papilio.envserver.mujoco.binding.Mujoco")
public class MujocoPreset implements InfoMapper {

  @Override
  public void map(InfoMap infos) {
    // Each struct and its typedef are one Java type; as two, its fields would be out of reach.
    infos
        .put(new Info("mjModel", "mjModel_").pointerTypes("MjModel"))
        .put(new Info("mjData", "mjData_").pointerTypes("MjData"))
        .put(new Info("mjOption", "mjOption_").pointerTypes("MjOption"));

    // Structs that nothing here reads, and the fields that hold them.
    skip(infos, "mjLROpt_", "mjLROpt", "mjCache_", "mjCache", "mjVFS_", "mjVFS");
    skip(infos, "mjVisual_", "mjVisual", "mjModel_::vis");
    skip(infos, "mjStatistic_", "mjStatistic", "mjModel_::stat");
    skip(infos, "mjContact_", "mjContact", "mjData_::contact", "mjPreContact_", "mjPreContact");
    skip(infos, "mjSolverStat_", "mjSolverStat", "mjData_::solver");
    skip(infos, "mjTimerStat_", "mjTimerStat", "mjData_::timer");
    skip(infos, "mjWarningStat_", "mjWarningStat", "mjData_::warning");

    // Logging is the business of guard.h: a Java log handler could not leave by longjmp.
    skip(infos, "mjLogMessage_", "mjLogMessage", "mjLogConfig_", "mjLogConfig", "mjfLogHandler");

    // Callbacks into the physics: a Java one would cost a transition per call and be global.
    skip(infos, "mjfGeneric", "mjfConFilt", "mjfSensor", "mjfTime", "mjfAct", "mjfCollision");
  }

  private static void skip(InfoMap infos, String... names) {
    infos.put(new Info(names).skip());
  }
}
