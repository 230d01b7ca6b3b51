package dev.fairway.operator.run;

import dev.fairway.operator.settings.Settings;
import dev.fairway.spi.SdwanBackend;
import java.time.InstantSource;
import java.util.function.LongSupplier;

/**
 * The inputs of an operator.
 *
 * @param version the program's
 * @param settings the settings
 * @param watch watches their file
 * @param cluster the access to the cluster
 * @param backend opened; the operator closes it
 * @param identity unlike any other process's, for the election
 * @param nanoClock nanoseconds that only grow
 * @param clock the wall clock, which may jump: maintenance windows are by it
 */
public record OperatorInputs(
    String version,
    Settings settings,
    SettingsWatch watch,
    ClusterAccess cluster,
    SdwanBackend backend,
    String identity,
    LongSupplier nanoClock,
    InstantSource clock) {}
