package dev.fairway.core.net;

import dev.fairway.core.wan.SiteId;

/** A fixture that breaks the order of packages: it imports a package above. */
public record UpwardDependency(SiteId site) {}
