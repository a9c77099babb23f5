package io.tabella.samples.jakartaee;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;

/** Everything of the shop is below the application's root. */
@ApplicationPath("/")
public class Shop extends Application {}
