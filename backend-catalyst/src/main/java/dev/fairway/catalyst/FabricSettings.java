package dev.fairway.catalyst;

import dev.fairway.catalyst.change.PushTiming;
import dev.fairway.catalyst.codec.CatalystProfile;
import dev.fairway.catalyst.codec.SegmentVpns;
import dev.fairway.catalyst.snapshot.ManagedFabric;
import dev.fairway.catalyst.snapshot.NumberRanges;
import dev.fairway.catalyst.snapshot.NumberRanges.NumberRange;
import dev.fairway.catalyst.snapshot.PlacementMode;
import dev.fairway.core.diagnostic.NearestWord;
import dev.fairway.core.net.DnsLabel;
import dev.fairway.core.net.Segment;
import dev.fairway.core.policy.Feature;
import dev.fairway.spi.BackendSettings;
import dev.fairway.spi.SettingException;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** The reader of the settings of the fabric: sites, VPNs, placement, limits and pushes. */
final class FabricSettings {

  private static final long HIGHEST_SITE = 4_294_967_295L;
  private static final int HIGHEST_SEQUENCE = 65_534;
  private static final int MOST_PREFIXES = 1_000_000;

  private final BackendSettings settings;

  private FabricSettings(BackendSettings settings) {
    this.settings = settings;
  }

  /**
   * The sites, VPNs and limits of the rules.
   *
   * @throws SettingException naming the setting and what would be right
   */
  static ManagedFabric read(BackendSettings settings) {
    return new FabricSettings(settings).fabric();
  }

  /**
   * The intervals and timeouts of pushes to the controllers.
   *
   * @throws SettingException naming the setting and what would be right
   */
  static PushTiming pushTiming(BackendSettings settings) {
    PushTiming usual = PushTiming.USUAL;
    PushTiming timing =
        new PushTiming(
            settings.duration(CatalystSettingKeys.MIN_PUSH_INTERVAL, usual.minPushInterval()),
            settings.duration(CatalystSettingKeys.PUSH_TIMEOUT, usual.pushTimeout()),
            settings.duration(CatalystSettingKeys.YIELD, usual.yieldAfterForeign()),
            usual.firstPoll(),
            usual.longestPoll());
    if (timing.pushTimeout().isZero()) {
      throw new SettingException(
          CatalystSettingKeys.PUSH_TIMEOUT, "must be longer than nothing, as in 30s, 10m");
    }
    return timing;
  }

  private ManagedFabric fabric() {
    return new ManagedFabric(
        sites(),
        vpns(),
        mode(),
        settings.flag(CatalystSettingKeys.FOREIGN_LISTS, false),
        proven(),
        settings.number(
            CatalystSettingKeys.MAX_SEQUENCES, 1, HIGHEST_SEQUENCE, CatalystProfile.MAX_SEQUENCES),
        settings.number(
            CatalystSettingKeys.MAX_PREFIXES, 1, MOST_PREFIXES, CatalystProfile.MAX_PREFIXES));
  }

  private NumberRanges sites() {
    NumberRanges sites = NumberRanges.NONE;
    for (String part : parts(settings.requiredText(CatalystSettingKeys.SITES))) {
      NumberRanges some =
          NumberRanges.tryParse(List.of(part))
              .filter(FabricSettings::areSites)
              .orElseThrow(
                  () ->
                      new SettingException(
                          CatalystSettingKeys.SITES,
                          "'"
                              + part
                              + "' is no site id from 1 to "
                              + HIGHEST_SITE
                              + " and no range of them, as in 100, 200-299"));
      sites = sites.with(some);
    }
    return sites;
  }

  private static boolean areSites(NumberRanges numbers) {
    return numbers.in(new NumberRanges(List.of(new NumberRange(1, HIGHEST_SITE)))).equals(numbers);
  }

  private SegmentVpns vpns() {
    SortedMap<Segment, Integer> numbers = new TreeMap<>();
    for (String part : parts(settings.requiredText(CatalystSettingKeys.SEGMENTS))) {
      int equals = part.indexOf('=');
      String name = equals < 0 ? part : part.substring(0, equals).strip();
      String number = equals < 0 ? "" : part.substring(equals + 1).strip();
      if (!DnsLabel.isValid(name) || !number.matches("[1-9][0-9]{0,4}")) {
        throw new SettingException(
            CatalystSettingKeys.SEGMENTS,
            "'" + part + "' is no segment with its VPN, as in {default: 10} or default=10");
      }
      if (numbers.put(new Segment(name), Integer.valueOf(number)) != null) {
        throw new SettingException(
            CatalystSettingKeys.SEGMENTS,
            "segment '" + name + "' stands twice; name one VPN for it");
      }
    }
    try {
      return new SegmentVpns(numbers);
    } catch (IllegalArgumentException refused) {
      throw new SettingException(
          CatalystSettingKeys.SEGMENTS, String.valueOf(refused.getMessage()));
    }
  }

  private PlacementMode mode() {
    String text = settings.text(CatalystSettingKeys.MODE).orElse(PlacementMode.AUTO.text());
    if (text.equals("inject")) {
      throw new SettingException(
          CatalystSettingKeys.MODE,
          "'inject' (rules within a data policy of other people) is not in this version; known:"
              + " auto, attach, own");
    }
    return Arrays.stream(PlacementMode.values())
        .filter(mode -> mode.text().equals(text))
        .findFirst()
        .orElseThrow(
            () ->
                new SettingException(
                    CatalystSettingKeys.MODE,
                    "'"
                        + text
                        + "' is no mode"
                        + NearestWord.hint(text, List.of("auto", "attach", "own"))
                        + "; known: auto, attach, own"));
  }

  private Set<Feature> proven() {
    EnumSet<Feature> proven = EnumSet.noneOf(Feature.class);
    for (String part : parts(settings.text(CatalystSettingKeys.PROVEN).orElse(""))) {
      proven.add(
          feature(part)
              .orElseThrow(
                  () ->
                      new SettingException(
                          CatalystSettingKeys.PROVEN,
                          "'"
                              + part
                              + "' is nothing that depends on the fabric; known: "
                              + String.join(", ", words()))));
    }
    return proven;
  }

  private static Optional<Feature> feature(String text) {
    return CatalystProfile.UNPROVEN.stream()
        .filter(feature -> word(feature).equals(text))
        .findFirst();
  }

  private static List<String> words() {
    return CatalystProfile.UNPROVEN.stream().map(FabricSettings::word).toList();
  }

  private static String word(Feature feature) {
    return feature.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The parts between commas, stripped. */
  private static List<String> parts(String text) {
    return text.isBlank()
        ? List.of()
        : Arrays.stream(text.split(",", -1)).map(String::strip).toList();
  }
}
