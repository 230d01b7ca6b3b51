package dev.fairway.operator.settings;

import dev.fairway.core.intent.IntentOptions;

/**
 * Everything that is set, with its defaults filled in. Immutable; {@link #toString()} shows no
 * value of the backend's settings.
 *
 * @param cluster the cluster
 * @param wan the WAN
 * @param backend the backend
 * @param sync passes
 * @param safety the safety gate
 * @param intents how annotations are read
 * @param leaderElection how one process of several is chosen
 * @param status what is written back
 * @param log the log
 * @param server the server for health and answers
 */
public record Settings(
    ClusterSection cluster,
    WanSection wan,
    BackendSection backend,
    SyncSection sync,
    SafetySection safety,
    IntentOptions intents,
    LeaderElectionSection leaderElection,
    StatusSection status,
    LogSection log,
    ServerSection server) {}
