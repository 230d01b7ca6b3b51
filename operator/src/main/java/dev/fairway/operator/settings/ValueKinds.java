package dev.fairway.operator.settings;

import dev.fairway.core.net.DnsLabel;
import dev.fairway.core.net.IpPrefix;
import dev.fairway.core.policy.Digest;
import dev.fairway.core.wan.SiteId;
import dev.fairway.spi.DurationText;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The kinds of values that settings of one text have. */
final class ValueKinds {

  private static final Duration LONGEST = Duration.ofHours(24);
  private static final Pattern PERCENT = Pattern.compile("(0|[1-9][0-9]?|100)%");
  private static final Pattern LABEL_NAME =
      Pattern.compile("[A-Za-z0-9]([A-Za-z0-9._-]{0,61}[A-Za-z0-9])?");
  private static final Pattern DNS_NAME =
      Pattern.compile("[a-z0-9]([a-z0-9-]*[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*");
  private static final int LONGEST_DNS_NAME = 253;

  static final ScalarKind<String> NAME =
      ScalarKind.of(
          "a name: 1 to 63 of a-z, 0-9 and '-', with no '-' at either end",
          text -> Optional.of(text).filter(DnsLabel::isValid));

  static final ScalarKind<SiteId> SITE =
      ScalarKind.of(
          "a site's id: 1 to 63 of letters, digits, '.', '_' and '-'",
          text -> accepted(text).map(SiteId::new));

  static final ScalarKind<Boolean> TRUE_OR_FALSE =
      ScalarKind.choice(List.of(true, false), String::valueOf);

  static final ScalarKind<Duration> DURATION = duration(Duration.ofMillis(1), "1ms");

  static final ScalarKind<Duration> DELAY = duration(Duration.ZERO, "0s");

  static final ScalarKind<Integer> PERCENT_SHARE =
      ScalarKind.of("a share from 0% to 100%, as in 30%", ValueKinds::percent);

  static final ScalarKind<IpPrefix> ADDRESS =
      ScalarKind.of(
          "an IP address, as in 127.0.0.1 or 0.0.0.0",
          text ->
              IpPrefix.tryParse(text).filter(IpPrefix::isAddress).filter(a -> !text.contains("/")));

  static final ScalarKind<IpPrefix> PREFIX =
      ScalarKind.of(
          "an IP prefix without set host bits, as in 10.1.0.0/16 or fd00::/8", IpPrefix::tryParse);

  static final ScalarKind<String> NODE_LABEL =
      ScalarKind.of(
          "the key of a label, as in fairway.dev/site",
          text -> Optional.of(text).filter(ValueKinds::isLabelKey));

  static final ScalarKind<LeaseName> LEASE =
      ScalarKind.of("a namespace and a name, as in fairway-system/fairway", LeaseName::tryParse);

  static final ScalarKind<Digest> DIGEST =
      ScalarKind.of(
          "a plan's digest: 64 of 0-9 and a-f",
          text -> Optional.of(text).filter(hex -> hex.matches("[0-9a-f]{64}")).map(Digest::new));

  private ValueKinds() {}

  /** A whole number within bounds, both included. */
  static ScalarKind<Integer> number(int least, int most) {
    return ScalarKind.of(
        "a whole number from " + least + " to " + most,
        text ->
            Optional.of(text)
                .filter(digits -> digits.matches("0|[1-9][0-9]{0,8}"))
                .map(Integer::valueOf)
                .filter(number -> least <= number && number <= most));
  }

  private static ScalarKind<Duration> duration(Duration least, String leastText) {
    return ScalarKind.of(
        "a duration from " + leastText + " to 24h, as in 200ms, 30s, 5m",
        text ->
            DurationText.tryParse(text)
                .filter(value -> value.compareTo(least) >= 0 && value.compareTo(LONGEST) <= 0));
  }

  private static Optional<Integer> percent(String text) {
    Matcher matcher = PERCENT.matcher(text);
    return matcher.matches() ? Optional.of(Integer.valueOf(matcher.group(1))) : Optional.empty();
  }

  private static Optional<String> accepted(String siteId) {
    return Optional.of(siteId).filter(id -> id.matches("[A-Za-z0-9._-]{1,63}"));
  }

  private static boolean isLabelKey(String text) {
    int slash = text.indexOf('/');
    String prefix = slash < 0 ? "" : text.substring(0, slash);
    boolean prefixRight = prefix.length() <= LONGEST_DNS_NAME && DNS_NAME.matcher(prefix).matches();
    boolean nameRight = LABEL_NAME.matcher(text.substring(slash + 1)).matches();
    return nameRight && (slash < 0 || prefixRight);
  }
}
