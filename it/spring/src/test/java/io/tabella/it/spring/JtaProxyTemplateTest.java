package io.tabella.it.spring;

/** The same with Narayana's proxies. */
class JtaProxyTemplateTest extends JtaTemplateTest {

  @Override
  Class<?> beans() {
    return JtaProxyBeans.class;
  }
}
