package dev.fairway.operator.settings;

import dev.fairway.core.diagnostic.NearestWord;
import dev.fairway.core.intent.IntentOptions;
import dev.fairway.core.net.DnsLabel;
import dev.fairway.core.net.IpPrefix;
import dev.fairway.core.plan.PlanMode;
import dev.fairway.core.policy.Fallback;
import dev.fairway.core.policy.OwnerId;
import dev.fairway.core.snapshot.Datapath;
import dev.fairway.core.wan.SiteId;
import dev.fairway.k8s.mapping.AddressCoverage;
import dev.fairway.operator.settings.Settings.LeaseName;
import dev.fairway.operator.settings.Settings.LogFormat;
import dev.fairway.runtime.safety.SafetySettings;
import dev.fairway.spi.DurationText;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The formats of values: what is right, and how a value is read. */
enum SettingFormat {
  NAME(SettingFormat.A_NAME, SettingFormat::dnsLabel),
  OWNER(SettingFormat.A_NAME + ", or empty", orNone(text -> dnsLabel(text).map(OwnerId::new))),
  MESH_NAME(
      "the value of a label: 1 to 63 of letters, digits, '.', '_' and '-', with a letter or digit"
          + " at either end, or empty",
      orNone(matching(SettingFormat.LABEL_NAME, text -> text))),
  SITE(
      "a site's id: 1 to 63 of letters, digits, '.', '_' and '-', or empty",
      orNone(matching("[A-Za-z0-9._-]{1,63}", SiteId::new))),
  LABEL_KEY("the key of a label, as in fairway.dev/site", SettingFormat::labelKey),
  DATAPATH(Datapath.values(), SettingFormat::lowerCase, value -> value),
  COVERAGE(AddressCoverage.values(), AddressCoverage::text, value -> value),
  PLAN_MODE(PlanMode.values(), PlanMode::text, value -> value),
  ALIAS_FALLBACK(Fallback.values(), Fallback::text, IntentOptions::new),
  LOG_FORMAT(LogFormat.values(), SettingFormat::lowerCase, value -> value),
  TRUE_OR_FALSE(new Boolean[] {true, false}, String::valueOf, value -> value),
  DURATION("a duration from 1ms to 24h, as in 200ms, 30s, 5m", duration(Duration.ofMillis(1))),
  DELAY("a duration from 0s to 24h, as in 200ms, 30s, 5m", duration(Duration.ZERO)),
  HOLD_TIME(
      "a duration from 0s to 1h, as in 30s, 10m",
      duration(Duration.ZERO, SafetySettings.LONGEST_HOLD)),
  PERCENTAGE(
      "a share from 0% to 100%, as in 30%",
      matching("(0|[1-9][0-9]?|100)%", text -> Integer.valueOf(text.replace("%", "")))),
  GAIN(
      "a share from 0% to 999999%, as in 50%, or none for no limit",
      matching(
          "none|(0|[1-9][0-9]{0,5})%",
          text ->
              text.equals("none")
                  ? SafetySettings.NO_GAIN_LIMIT
                  : Integer.valueOf(text.replace("%", "")))),
  COUNT("a whole number from 1 to 999999999", number(1, 999_999_999)),
  PORT("a whole number from 0 to 65535", number(0, 65_535)),
  ADDRESS(
      "an IP address, as in 127.0.0.1 or 0.0.0.0",
      text -> IpPrefix.tryParse(text).filter(ip -> ip.isAddress() && !text.contains("/"))),
  PREFIX("an IP prefix without set host bits, as in 10.1.0.0/16 or fd00::/8", IpPrefix::tryParse),
  ADDRESS_OR_PREFIX(
      "an IP address, or an IP prefix without set host bits, as in 192.0.2.1 or fd00::/8",
      IpPrefix::tryParse),
  LEASE("a namespace and a name, as in fairway-system/fairway", SettingFormat::lease),
  NETWORKS(new NetworksFormat(List.of("cidr", "segment", "site"))),
  PREFIXES(new PrefixesFormat()),
  SCOPE(new NetworksFormat.WanScopeFormat()),
  WINDOWS(new WindowsFormat()),
  BACKEND_SETTINGS(new BackendSettingsFormat());

  /** What would be right, and how a node becomes a value. Immutable. */
  interface NodeFormat {

    /** What would be right, as it stands after "is not" and "takes". */
    String expectation();

    /** Reads a value; null where it is not right, which is reported. */
    @Nullable Object read(String key, YamlNode node, SettingDiagnostics diagnostics);
  }

  /** The parser of a text, empty where it is not right. */
  private interface Parser extends Function<String, Optional<?>> {}

  private static final int LONGEST_SUBDOMAIN = 253;
  private static final String DNS_SUBDOMAIN =
      "[a-z0-9]([a-z0-9-]*[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*";
  private static final String LABEL_NAME = "[A-Za-z0-9]([A-Za-z0-9._-]{0,61}[A-Za-z0-9])?";
  private static final String A_NAME =
      "a name: 1 to 63 of a-z, 0-9 and '-', with no '-' at either end";

  @SuppressWarnings("ImmutableEnumChecker") // every implementation of the interface is immutable
  private final NodeFormat format;

  SettingFormat(NodeFormat format) {
    this.format = format;
  }

  SettingFormat(String expectation, Parser parser) {
    this.format = new ScalarFormat(expectation, List.of(), parser);
  }

  /** One of some values, each by its word. */
  <T> SettingFormat(T[] values, Function<T, String> word, Function<T, Object> result) {
    List<String> words = Stream.of(values).map(word).toList();
    this.format =
        new ScalarFormat(
            "one of " + String.join(", ", words),
            words,
            text ->
                words.contains(text)
                    ? Optional.of(result.apply(values[words.indexOf(text)]))
                    : Optional.empty());
  }

  /** What would be right, as it stands after "is not" and "takes". */
  String expectation() {
    return format.expectation();
  }

  /** Reads a value; null where it is not right, which is reported. */
  @Nullable Object read(String key, YamlNode node, SettingDiagnostics diagnostics) {
    return format.read(key, node, diagnostics);
  }

  private static Optional<String> dnsLabel(String text) {
    return Optional.of(text).filter(DnsLabel::isValid);
  }

  /** A name, behind a DNS subdomain and a slash or not. */
  private static Optional<String> labelKey(String text) {
    int slash = text.indexOf('/');
    boolean prefixIsRight =
        slash < 0
            || (slash <= LONGEST_SUBDOMAIN && text.substring(0, slash).matches(DNS_SUBDOMAIN));
    return Optional.of(text)
        .filter(key -> prefixIsRight && key.substring(slash + 1).matches(LABEL_NAME));
  }

  private static Parser matching(String pattern, Function<String, ?> result) {
    return text -> text.matches(pattern) ? Optional.of(result.apply(text)) : Optional.empty();
  }

  /** The value, which is itself an {@link Optional}: empty for the empty text. */
  @SuppressWarnings("OptionalMapToOptional") // outside: is it right; inside: is there one
  private static Parser orNone(Function<String, Optional<?>> parser) {
    return text ->
        text.isEmpty() ? Optional.of(Optional.empty()) : parser.apply(text).map(Optional::of);
  }

  private static Parser number(int least, int most) {
    return text ->
        Optional.of(text)
            .filter(digits -> digits.matches("0|[1-9][0-9]{0,8}"))
            .map(Integer::valueOf)
            .filter(number -> least <= number && number <= most);
  }

  private static Parser duration(Duration least) {
    return duration(least, Duration.ofHours(24));
  }

  private static Parser duration(Duration least, Duration most) {
    return text ->
        DurationText.tryParse(text)
            .filter(value -> value.compareTo(least) >= 0)
            .filter(value -> value.compareTo(most) <= 0);
  }

  private static Optional<LeaseName> lease(String text) {
    String[] names = text.split("/", 2);
    return names.length == 2 && DnsLabel.isValid(names[0]) && DnsLabel.isValid(names[1])
        ? Optional.of(new LeaseName(names[0], names[1]))
        : Optional.empty();
  }

  private static String lowerCase(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  /** A format whose values are one text. */
  private record ScalarFormat(String expectation, List<String> words, Parser parser)
      implements NodeFormat {

    @Override
    public @Nullable Object read(String key, YamlNode node, SettingDiagnostics diagnostics) {
      if (node.kind() != YamlNode.Kind.SCALAR) {
        String kind = node.kind() == YamlNode.Kind.MAPPING ? "a mapping" : "a list";
        diagnostics.wrong(key, node.at(), "is " + kind + "; it takes " + expectation);
        return null;
      }
      Object value = parser.apply(node.text()).orElse(null);
      if (value == null) {
        notOneOf(words, expectation, key, node, diagnostics);
      }
      return value;
    }
  }

  /** Reports a scalar that is not what was expected, with the nearest of the known words. */
  static void notOneOf(
      List<String> words,
      String expectation,
      String key,
      YamlNode node,
      SettingDiagnostics diagnostics) {
    String text = node.text();
    diagnostics.wrong(
        key,
        node.at(),
        text,
        text.isEmpty()
            ? "has no value; it takes " + expectation
            : SettingDiagnostics.quoted(text)
                + " is not "
                + expectation
                + NearestWord.hint(text, words));
  }

  /**
   * The settings of a backend: a text by name. A list of texts becomes one text, {@code 100,200},
   * and so does a mapping from texts to texts, {@code default=10,blue=20}, in the order written.
   * Which of them are secret is the backend's knowledge, so no value is ever repeated, not even a
   * wrong one.
   */
  private static final class BackendSettingsFormat implements SettingFormat.NodeFormat {

    /** Brackets in such a value are its own: it is never taken for a list. */
    private static final Pattern SECRET =
        Pattern.compile("(password|secret|token|key)$", Pattern.CASE_INSENSITIVE);

    @Override
    public String expectation() {
      return "a mapping from names to values";
    }

    @Override
    public @Nullable SortedMap<String, String> read(
        String key, YamlNode node, SettingDiagnostics diagnostics) {
      if (node.kind() != YamlNode.Kind.MAPPING && !node.isEmptyScalar()) {
        diagnostics.wrong(
            key, node.at(), "takes " + expectation() + "; is a space missing after a ':'?");
        return null;
      }
      SortedMap<String, String> values = new TreeMap<>();
      for (YamlNode.Member member : node.members()) {
        String value = value(key, member, diagnostics);
        if (value != null) {
          values.put(member.key(), value);
        }
      }
      return values.size() == node.members().size()
          ? Collections.unmodifiableSortedMap(values)
          : null;
    }

    private static @Nullable String value(
        String key, YamlNode.Member member, SettingDiagnostics diagnostics) {
      String named = key + "." + member.key();
      YamlNode node = member.value();
      if (!SettingDiagnostics.isKey(named)) {
        diagnostics.wrong(named, member.at(), "stands here; is a space missing after a ':'?");
        return null;
      }
      if (node.isEmptyScalar()) {
        // What has no value may itself be one, as in {password, secret}: it is not named.
        diagnostics.wrong(key, member.at(), "has a name without a value here");
        return null;
      }
      return node.kind() == YamlNode.Kind.SCALAR ? node.text() : joined(named, node, diagnostics);
    }

    private static @Nullable String joined(
        String key, YamlNode node, SettingDiagnostics diagnostics) {
      boolean mapping = node.kind() == YamlNode.Kind.MAPPING;
      boolean scalars =
          node.members().stream()
              .map(YamlNode.Member::value)
              .allMatch(value -> value.kind() == YamlNode.Kind.SCALAR && !value.text().isEmpty());
      List<String> texts =
          node.members().stream()
              .map(item -> (mapping ? item.key() + "=" : "") + item.value().text())
              .toList();
      // A separator within one of them would make two of it.
      boolean separable =
          texts.stream().noneMatch(text -> text.contains(","))
              && (!mapping
                  || texts.stream().allMatch(text -> text.indexOf('=') == text.lastIndexOf('=')));
      boolean secret = SECRET.matcher(key).find();
      if (secret || !scalars || !separable || texts.isEmpty()) {
        diagnostics.wrong(
            key,
            node.at(),
            secret
                ? "takes one value, not a list or a mapping; is it a text that needs quotes?"
                : "takes one value, or a list or a mapping of values without ',' and '='");
        return null;
      }
      return String.join(",", texts);
    }
  }
}
