// SPDX-License-Identifier: GPL-3.0-or-later
// Which host is this machine, and what goes to a proxy.
#include "fake_hub.h"
#include "hub/http.h"

#include <QTest>

using namespace attune;

class HttpTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void numbersAloneAreThisMachine_data();
    void numbersAloneAreThisMachine();
    void proxyIsForOtherMachinesAlone();
};

void HttpTest::numbersAloneAreThisMachine_data() {
    QTest::addColumn<QString>("address");
    QTest::addColumn<bool>("loopback");
    for (const char* host : {"localhost", "LOCALHOST", "127.0.0.1", "127.1.2.3", "[::1]"})
        QTest::newRow(host) << QString("http://%1:8080/x").arg(host) << true;
    for (const char* host : {"127.evil.com", "127.0.0.1.evil.com", "localhost.evil.com", "evil.com",
                             "128.0.0.1", "[::2]", "127.0.0.1@evil.com", "127"})
        QTest::newRow(host) << QString("http://%1/x").arg(host) << false;
}

void HttpTest::numbersAloneAreThisMachine() {
    QFETCH(QString, address);
    QFETCH(bool, loopback);
    QCOMPARE(originOf(address.toStdString()).isLoopback(), loopback);
}

// The server stands for the proxy: what it is asked for shows who went to it.
void HttpTest::proxyIsForOtherMachinesAlone() {
    FakeHub server, proxy;
    QVERIFY(!server.endpoint().empty() && !proxy.endpoint().empty());
    for (const char* name : {"no_proxy", "NO_PROXY", "all_proxy", "ALL_PROXY"})
        qunsetenv(name);
    qputenv("http_proxy", proxy.endpoint().c_str());
    server.log();
    proxy.log();
    HttpClient client;
    HttpRequest request;
    request.url = server.endpoint() + "/here";
    client.send(request);
    QCOMPARE(server.log().size(), std::size_t(1));
    QCOMPARE(proxy.log().size(), std::size_t(0));
    request.url = "http://127.evil.com/there";
    client.send(request);
    QCOMPARE(server.log().size(), std::size_t(0));
    QCOMPARE(proxy.log().size(), std::size_t(1));
    qunsetenv("http_proxy");
}

QTEST_GUILESS_MAIN(HttpTest)
#include "http_test.moc"
