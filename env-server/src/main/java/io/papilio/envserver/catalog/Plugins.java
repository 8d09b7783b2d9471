package io.papilio.envserver.catalog;

import io.papilio.core.env.EnvironmentFactory;
import io.papilio.core.validation.InvalidValueException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;

/** Finds environments that are not on board. */
final class Plugins {
  private Plugins() {}

  /**
   * What {@link ServiceLoader} finds on the class path and in these jars and folders of classes,
   * whose classes stay loaded as long as the process lives.
   *
   * @throws InvalidValueException for a plug-in that does not load
   */
  static List<EnvironmentFactory> load(List<Path> paths) {
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
    return factories;
  }

  private static URL url(Path path) {
    try {
      return path.toUri().toURL();
    } catch (MalformedURLException e) {
      throw new InvalidValueException("plugin", path, "a jar or a folder of classes");
    }
  }
}
