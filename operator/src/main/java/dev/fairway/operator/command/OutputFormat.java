package dev.fairway.operator.command;

/** How a command answers. */
enum OutputFormat {
  /** For people. */
  text,
  /** For programs: {@code docs/json.md}. */
  json
}
