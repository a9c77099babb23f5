package io.tabella.it.server;

import io.tabella.it.kit.Eventually;
import java.io.File;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.EmptyAsset;
import org.jboss.shrinkwrap.api.importer.ZipImporter;
import org.jboss.shrinkwrap.api.spec.EnterpriseArchive;
import org.jboss.shrinkwrap.api.spec.ResourceAdapterArchive;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/** Applications with the descriptors of Payara. */
final class Archives {

  private Archives() {}

  /** All beans; message-driven ones get the adapter that a JVM option of the domain names. */
  static WebArchive application() {
    return ShrinkWrap.create(WebArchive.class, "application.war")
        .addPackage(Archives.class.getPackage())
        .addClass(Eventually.class)
        .addAsWebInfResource(EmptyAsset.INSTANCE, "beans.xml");
  }

  /** A bean with an adapter of its own. */
  static EnterpriseArchive ear(Class<?>... tests) {
    ResourceAdapterArchive adapter =
        ShrinkWrap.create(ZipImporter.class, "inner.rar")
            .importFrom(new File(System.getProperty("tabella.rar", "")))
            .as(ResourceAdapterArchive.class);
    WebArchive beans =
        ShrinkWrap.create(WebArchive.class, "beans.war")
            .addClasses(InnerBean.class, Seen.class, Names.class, Eventually.class)
            .addClasses(tests)
            .addAsWebInfResource("glassfish-ejb-jar.xml");
    return ShrinkWrap.create(EnterpriseArchive.class, "enterprise.ear")
        .addAsModule(adapter)
        .addAsModule(beans)
        .addAsManifestResource("application.xml", "application.xml")
        .addAsManifestResource("glassfish-resources.xml", "glassfish-resources.xml");
  }
}
