package io.tabella.it.server;

import io.tabella.it.kit.Eventually;
import java.io.File;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.EmptyAsset;
import org.jboss.shrinkwrap.api.importer.ZipImporter;
import org.jboss.shrinkwrap.api.spec.EnterpriseArchive;
import org.jboss.shrinkwrap.api.spec.ResourceAdapterArchive;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/** Applications with the descriptors of WildFly. */
final class Archives {

  private Archives() {}

  /** All beans; message-driven ones get the server's default adapter. */
  static WebArchive application() {
    return ShrinkWrap.create(WebArchive.class, "application.war")
        .addPackage(Archives.class.getPackage())
        .addClass(Eventually.class)
        .addAsWebInfResource(EmptyAsset.INSTANCE, "beans.xml")
        .addAsWebInfResource("jboss-deployment-structure.xml");
  }

  /** A bean with an adapter of its own. */
  static EnterpriseArchive ear(Class<?>... tests) {
    ResourceAdapterArchive adapter =
        ShrinkWrap.create(ZipImporter.class, "inner.rar")
            .importFrom(new File(System.getProperty("tabella.rar", "")))
            .as(ResourceAdapterArchive.class)
            .addAsManifestResource("ironjacamar.xml", "ironjacamar.xml");
    WebArchive beans =
        ShrinkWrap.create(WebArchive.class, "beans.war")
            .addClasses(InnerBean.class, Seen.class, Names.class, Eventually.class)
            .addClasses(tests)
            .addAsWebInfResource("jboss-ejb3.xml");
    return ShrinkWrap.create(EnterpriseArchive.class, "enterprise.ear")
        .addAsModule(adapter)
        .addAsModule(beans);
  }
}
