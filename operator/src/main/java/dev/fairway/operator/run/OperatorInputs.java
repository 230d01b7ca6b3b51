package dev.fairway.operator.run;

import dev.fairway.operator.settings.Settings;
import dev.fairway.spi.SdwanBackend;
import java.util.function.LongSupplier;

/**
 * What an operator is told at its start.
 *
 * @param version the program's
 * @param settings the settings
 * @param watch whether their file changes
 * @param cluster where the cluster is
 * @param backend opened; the operator closes it
 * @param identity unlike any other process's, for the election
 * @param nanoClock nanoseconds that only grow
 */
public record OperatorInputs(
    String version,
    Settings settings,
    SettingsWatch watch,
    ClusterAccess cluster,
    SdwanBackend backend,
    String identity,
    LongSupplier nanoClock) {}
