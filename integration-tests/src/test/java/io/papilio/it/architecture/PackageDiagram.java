package io.papilio.it.architecture;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Which packages use which packages and libraries: a line a package, {@code core.linalg:
 * core.validation org.ejml}. Packages of the project stand without {@code io.papilio}.
 */
record PackageDiagram(SortedMap<String, SortedSet<String>> arrows) {
  private static final String ROOT = "io.papilio.";

  /** Generated from the .proto files; everything about the protocol may use it. */
  private static final String GENERATED = "protocol.v1";

  /** The diagram that the classes themselves draw. */
  static PackageDiagram of(JavaClasses classes) {
    SortedMap<String, SortedSet<String>> arrows = new TreeMap<>();
    for (JavaClass javaClass : classes) {
      String from = name(javaClass.getPackageName());
      if (!from.equals(GENERATED)) {
        SortedSet<String> used = arrows.computeIfAbsent(from, p -> new TreeSet<>());
        for (Dependency dependency : javaClass.getDirectDependenciesFromSelf()) {
          String to = name(dependency.getTargetClass().getBaseComponentType().getPackageName());
          if (!to.isEmpty() && !to.equals(from) && !to.startsWith("java.")) {
            used.add(to);
          }
        }
      }
    }
    return new PackageDiagram(arrows);
  }

  /** Reads lines as {@link #toString} writes them; blank lines and {@code #} comments are free. */
  static PackageDiagram parse(List<String> lines) {
    SortedMap<String, SortedSet<String>> arrows = new TreeMap<>();
    for (String line : lines) {
      if (!line.isBlank() && !line.startsWith("#")) {
        String[] parts = line.split(":", 2);
        List<String> used = List.of(parts[1].strip().split(" +"));
        arrows.put(
            parts[0].strip(),
            used.stream().filter(u -> !u.isEmpty()).collect(Collectors.toCollection(TreeSet::new)));
      }
    }
    return new PackageDiagram(arrows);
  }

  /** Arrows of this diagram that the other one lacks, as {@code from -> to}. */
  List<String> minus(PackageDiagram other) {
    return arrows.entrySet().stream()
        .flatMap(
            entry ->
                entry.getValue().stream()
                    .filter(
                        to ->
                            !other
                                .arrows
                                .getOrDefault(entry.getKey(), new TreeSet<>())
                                .contains(to))
                    .map(to -> entry.getKey() + " -> " + to))
        .toList();
  }

  /** The project's packages by their own names, libraries by the first parts of theirs. */
  private static String name(String packageName) {
    if (packageName.startsWith(ROOT)) {
      return packageName.substring(ROOT.length());
    }
    String[] parts = packageName.split("\\.");
    int length = packageName.startsWith("com.") ? 3 : 2;
    return packageName.startsWith("java.")
        ? packageName
        : Arrays.stream(parts).limit(length).collect(Collectors.joining("."));
  }

  @Override
  public String toString() {
    return arrows.entrySet().stream()
        .map(entry -> (entry.getKey() + ": " + String.join(" ", entry.getValue())).strip())
        .collect(Collectors.joining("\n"));
  }
}
