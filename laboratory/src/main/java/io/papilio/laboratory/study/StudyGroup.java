package io.papilio.laboratory.study;

import java.util.List;
import java.util.Optional;

/**
 * Studies that are reported together.
 *
 * @param name as in {@code ./papilio reproduce NAME}
 * @param title of the report
 * @param lead a paragraph on the source
 */
public record StudyGroup(String name, String title, String lead, List<Study> studies) {
  public StudyGroup {
    studies = List.copyOf(studies);
  }

  /** The group of this name, or the one with the study of this name alone. */
  public static Optional<StudyGroup> find(List<StudyGroup> groups, String name) {
    return groups.stream()
        .filter(group -> group.name().equals(name))
        .findFirst()
        .or(() -> groups.stream().flatMap(group -> group.only(name).stream()).findFirst());
  }

  private Optional<StudyGroup> only(String study) {
    return studies.stream()
        .filter(one -> one.name().equals(study))
        .findFirst()
        .map(one -> new StudyGroup(study, title, lead, List.of(one)));
  }
}
