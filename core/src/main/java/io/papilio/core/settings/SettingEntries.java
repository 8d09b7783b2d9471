package io.papilio.core.settings;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;

/** Lists the settings of a record. */
final class SettingEntries {
  private SettingEntries() {}

  static List<SettingEntry> of(Record record) {
    List<SettingEntry> entries = new ArrayList<>();
    collect(record, "", "", entries);
    List<String> names = entries.stream().map(SettingEntry::name).toList();
    return entries.stream()
        .map(
            entry ->
                names.indexOf(entry.name()) == names.lastIndexOf(entry.name())
                    ? entry
                    : byPath(entry))
        .toList();
  }

  private static void collect(
      Record record, String prefix, String group, List<SettingEntry> entries) {
    for (RecordComponent component : record.getClass().getRecordComponents()) {
      Setting setting = component.getAnnotation(Setting.class);
      Object value = Records.read(component, record);
      if (value instanceof Record nested && component.getType().isRecord()) {
        String heading = setting == null ? group : setting.value();
        collect(nested, prefix + Records.segment(component), heading, entries);
      } else {
        entries.add(entry(component, setting, prefix, group, value));
      }
    }
  }

  private static SettingEntry entry(
      RecordComponent component, Setting setting, String prefix, String group, Object value) {
    if (setting == null) {
      throw new IllegalStateException(component + " has no @Setting");
    }
    String own = SettingText.kebab(component.getName());
    return new SettingEntry(
        prefix + own,
        setting.name().isEmpty() ? own : setting.name(),
        group,
        setting.value(),
        component.getGenericType(),
        value,
        setting.secret());
  }

  private static SettingEntry byPath(SettingEntry e) {
    return new SettingEntry(
        e.path(), e.path(), e.group(), e.description(), e.type(), e.value(), e.secret());
  }
}
