package dev.fairway.operator.settings;

import dev.fairway.core.diagnostic.NearestWord;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What the file sets. */
final class FileLayer {

  private final ChosenValues values;
  private final Mistakes mistakes;

  private FileLayer(ChosenValues values, Mistakes mistakes) {
    this.values = values;
    this.mistakes = mistakes;
  }

  /** Takes everything that a document sets, and reports everything else that stands there. */
  static void read(PositionedNode document, ChosenValues values, Mistakes mistakes) {
    FileLayer layer = new FileLayer(values, mistakes);
    document.fold(
        scalar -> layer.notSections(scalar, scalar.text().isEmpty()),
        layer::sections,
        sequence -> layer.notSections(sequence, false));
  }

  private Optional<PositionedNode> notSections(PositionedNode node, boolean nothing) {
    if (!nothing) {
      mistakes.malformedFile(node.at(), "sections must stand here: " + sectionList());
    }
    return Optional.empty();
  }

  private Optional<PositionedNode> sections(PositionedNode.Mapping root) {
    for (PositionedNode.Member member : root.members()) {
      if (SettingTable.sections().contains(member.key())) {
        section(member);
      } else {
        unknown(member.key(), member, SettingTable.sections(), "");
      }
    }
    return Optional.empty();
  }

  private void section(PositionedNode.Member section) {
    section
        .value()
        .fold(
            scalar -> notASection(section, scalar, scalar.text().isEmpty()),
            mapping -> keys(section.key(), mapping),
            sequence -> notASection(section, sequence, false));
  }

  /** A section whose keys are all commented out is null to YAML, and right. */
  private Optional<PositionedNode> notASection(
      PositionedNode.Member section, PositionedNode node, boolean nothing) {
    if (!nothing) {
      String known = String.join(", ", SettingTable.keysIn(section.key()));
      mistakes.wrong(section.key(), node.at(), "is a section; its keys are " + known);
    }
    return Optional.empty();
  }

  private Optional<PositionedNode> keys(String section, PositionedNode.Mapping mapping) {
    for (PositionedNode.Member member : mapping.members()) {
      String key = section + "." + member.key();
      Optional<KnownSetting<?>> setting = SettingTable.byKey(key);
      if (setting.isPresent()) {
        values.take(setting.get(), member.value(), mistakes);
      } else {
        unknown(key, member, SettingTable.keysIn(section), section + ".");
      }
    }
    return Optional.empty();
  }

  private void unknown(
      String key, PositionedNode.Member member, List<String> known, String prefix) {
    String near =
        NearestWord.of(member.key(), known)
            .map(word -> prefix + word)
            .or(() -> elsewhere(member.key()))
            .map(word -> "; did you mean '" + word + "'?")
            .orElse("");
    String place = prefix.isEmpty() ? "the sections are " : "known in this section: ";
    mistakes.unknown(key, member.at(), near + "; " + place + String.join(", ", known));
  }

  /** The setting that has this name in another section, or written with dots. */
  private static Optional<String> elsewhere(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return SettingTable.all().stream()
        .map(KnownSetting::key)
        .filter(key -> ("." + key.toLowerCase(Locale.ROOT)).endsWith("." + lower))
        .findFirst();
  }

  private static String sectionList() {
    return String.join(", ", SettingTable.sections());
  }
}
