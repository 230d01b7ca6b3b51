package dev.fairway.core.net;

import dev.fairway.core.wan.SiteId;

/** What a class of this package must not do: know a package above. */
public record UpwardDependency(SiteId site) {}
