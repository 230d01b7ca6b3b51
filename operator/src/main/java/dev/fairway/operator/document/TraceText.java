package dev.fairway.operator.document;

import dev.fairway.operator.document.TraceDocument.PacketView;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The text of a trace. */
public final class TraceText {

  private static final String FURTHER = "           ";

  private TraceText() {}

  /** The text, every line ended; the diagnostics are printed apart. */
  public static String of(TraceDocument trace, AnsiStyle palette) {
    WrappedText lines = new WrappedText();
    add(lines, "request", trace.request(), palette);
    add(lines, "reply", trace.reply(), palette);
    trace
        .look()
        .sentence()
        .ifPresent(
            sentence ->
                WrappedText.wrap("", "", sentence).forEach(line -> lines.add(palette.faint(line))));
    if (!trace.note().isEmpty()) {
      WrappedText.wrap("", "", trace.note()).forEach(line -> lines.add(palette.faint(line)));
    }
    if (trace.request().flow().protocol().startsWith("icmp")) {
      lines.wrapped(
          "",
          "",
          "A rule for ports never takes ICMP: an echo may take another way than the Service's own"
              + " packets.");
    }
    return lines.toString();
  }

  private static void add(WrappedText lines, String name, PacketView packet, AnsiStyle palette) {
    List<String> header = WrappedText.wrap(name + "  ", "    ", packet.flow().text());
    lines.add(palette.strong(name) + header.get(0).substring(name.length()));
    header.subList(1, header.size()).forEach(lines::add);
    lines.add("  from     " + site(packet.fromSite()) + " to " + site(packet.toSite()));
    lines.wrapped("  takes    ", FURTHER, way(packet, palette));
    lines.wrapped("  because  ", FURTHER, packet.because());
    if (!packet.rule().isEmpty()) {
      lines.add("  rule     " + packet.rule() + " in segment " + packet.segment());
    }
    if (packet.siteDisagreement().isEmpty()) {
      lines.add("  now      " + now(packet, palette));
    } else {
      lines.wrapped("  sites    ", FURTHER, packet.siteDisagreement());
      lines.wrapped("  now      ", FURTHER, "by the WAN's own networks, " + now(packet, palette));
    }
  }

  private static String site(String site) {
    return site.equals("unknown") ? "an unknown site" : "site " + site;
  }

  private static String way(PacketView packet, AnsiStyle palette) {
    if (!packet.crossesWan()) {
      return "no tunnel";
    }
    if (packet.transports().isEmpty() && packet.words().isEmpty()) {
      return "any path";
    }
    String text =
        TreatmentWords.text(
            packet.transports(), packet.fallback(), packet.words(), packet.functionSite());
    return TreatmentWords.drop(packet.words()) ? palette.bad(text) : palette.good(text);
  }

  private static String now(PacketView packet, AnsiStyle palette) {
    return switch (packet.now()) {
      case "drop" ->
          palette.bad("the fabric drops it")
              + (TreatmentWords.drop(packet.nowWords())
                  ? ": a rule drops such packets, whatever is up (access)"
                  : ": no path that its rule wants is up");
      case "any" -> "the fabric lets it take any path" + nowWords(packet);
      case "local" -> "it does not cross the WAN";
      case "unknown" -> palette.faint("the fabric cannot tell");
      default -> "the fabric sends it over " + palette.good(packet.now()) + nowWords(packet);
    };
  }

  private static String nowWords(PacketView packet) {
    Map<String, String> words = packet.nowWords();
    String onward = words.getOrDefault("onward", "");
    return TreatmentWords.additions(
            words, onward.isEmpty() ? "" : " and on over " + onward.replace("any", "any path"))
        .stream()
        .map(part -> ", " + part)
        .collect(Collectors.joining());
  }
}
