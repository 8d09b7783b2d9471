package io.papilio.envserver.catalog;

import io.papilio.core.env.EnvironmentFactory;
import io.papilio.core.validation.InvalidValueException;
import io.papilio.core.validation.Require;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.jar.JarFile;
import java.util.stream.Stream;

/** Finds environments that are not on board. */
final class Plugins {
  private Plugins() {}

  /**
   * What {@link ServiceLoader} finds on the class path and in these jars and folders of classes,
   * whose classes stay loaded as long as the process lives.
   *
   * @throws InvalidValueException for a plug-in that does not load, and when none of them brings an
   *     environment
   */
  static List<EnvironmentFactory> load(List<Path> paths) {
    for (Path path : paths) {
      Require.that(
          hasClasses(path), "plugin", path + " without classes", "a jar or a folder of classes");
    }
    URL[] urls = paths.stream().map(Plugins::url).toArray(URL[]::new);
    ClassLoader classPath = Plugins.class.getClassLoader();
    ClassLoader loader = urls.length == 0 ? classPath : new URLClassLoader(urls, classPath);
    List<EnvironmentFactory> factories = new ArrayList<>();
    try {
      ServiceLoader.load(EnvironmentFactory.class, loader).forEach(factories::add);
    } catch (ServiceConfigurationError | LinkageError e) {
      throw new InvalidValueException(
          "plugin", e.getMessage(), "classes that load, listed under META-INF/services");
    }
    Require.that(
        paths.isEmpty() || factories.stream().anyMatch(f -> loader.equals(loaderOf(f))),
        "plugin",
        paths + " without an environment",
        "one that is listed in META-INF/services/" + EnvironmentFactory.class.getName());
    return factories;
  }

  private static ClassLoader loaderOf(EnvironmentFactory factory) {
    return factory.getClass().getClassLoader();
  }

  private static boolean hasClasses(Path path) {
    if (Files.isDirectory(path)) {
      try (Stream<Path> files = Files.walk(path)) {
        return files.anyMatch(file -> file.toString().endsWith(".class"));
      } catch (IOException e) {
        throw new InvalidValueException(
            "plugin", path + ": " + e.getMessage(), "a readable folder");
      }
    }
    try (JarFile jar = new JarFile(path.toFile())) {
      return jar.stream().anyMatch(entry -> entry.getName().endsWith(".class"));
    } catch (IOException e) {
      return false;
    }
  }

  private static URL url(Path path) {
    try {
      return path.toUri().toURL();
    } catch (MalformedURLException e) {
      throw new InvalidValueException("plugin", path, "a jar or a folder of classes");
    }
  }
}
