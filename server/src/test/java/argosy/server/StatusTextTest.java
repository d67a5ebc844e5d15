package argosy.server;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class StatusTextTest {
  private static final Instant NOON = Instant.parse("2026-08-01T12:00:00Z");

  private static final String STATUS =
      """
      {"server":{"address":"http://127.0.0.1:4566","pid":42,"version":"0.1.0","data":"/data",
                 "region":"us-east-1","uptimeSeconds":11520},
       "store":{"kind":"SQLite","bytes":1572864,"healthy":true,
                "lastFault":{"at":"2026-08-01T11:58:30Z","message":"disk\\nfull"}},
       "cells":[{"account":"123456789012","region":"us-east-1","held":"here","waiting":0,
                 "entities":12,"clusters":2,"commits":34,"lastCommitAt":"2026-08-01T11:59:58Z",
                 "lastCommitMicros":1340},
                {"account":"123456789012","region":"eu-west-1","held":"http://10.0.0.2:4566"}],
       "agents":{"connected":1,"known":2},
       "clusters":[{"account":"123456789012","region":"us-east-1","cluster":"default",
                    "active":true,"instances":2,"tasks":{"PENDING":1,"RUNNING":3}}],
       "memory":{"heapUsedBytes":26214400,"heapMaxBytes":1073741824,"residentBytes":136314880}}
      """;

  @Test
  void itIsAScreenInColumns() {
    assertEquals(
        List.of(
            "server   http://127.0.0.1:4566  process 42  version 0.1.0  up 3h 12m",
            "data     /data",
            "store    SQLite  1.5 MiB  healthy  last fault 1m 30s ago: disk full",
            "memory   heap 25.0 MiB of 1024.0 MiB  resident 130.0 MiB",
            "agents   1 of 2 connected",
            "",
            "CELL                    HELD                  WAITING  ENTITIES  CLUSTERS  COMMITS"
                + "  LAST COMMIT",
            "123456789012/us-east-1  here                  0        12        2         34     "
                + "  2s ago, took 1.3 ms",
            "123456789012/eu-west-1  http://10.0.0.2:4566",
            "",
            "CLUSTER  CELL                    INSTANCES  TASKS",
            "default  123456789012/us-east-1  2          1 PENDING, 3 RUNNING"),
        StatusText.server(JsonMapper.shared().readTree(STATUS), NOON));
  }

  @Test
  void spansHaveTheirTwoLargestUnits() {
    assertEquals("0s", StatusText.span(Duration.ofMillis(-5)));
    assertEquals("59s", StatusText.span(Duration.ofSeconds(59)));
    assertEquals("1m 0s", StatusText.span(Duration.ofSeconds(60)));
    assertEquals("2d 3h", StatusText.span(Duration.ofHours(51)));
  }

  @Test
  void rowsBeyondTheScreenAreCounted() {
    var columns = new Columns("a", "b");
    assertEquals(List.of(), columns.lines(2));
    for (int n = 0; n < 5; n++) {
      columns.add("row" + n, "x");
    }
    assertEquals(List.of("", "A     B", "row0  x", "row1  x", "and 3 more"), columns.lines(2));
  }
}
