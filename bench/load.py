"""Calls per second and CPU a call: requests are signed beforehand and sent by wrk over 8 connections, so that
the client isn't what is measured."""
import json
import os
import re
import subprocess
import sys
import tempfile

from common import cpu_seconds, raw

LUA = """
local requests = dofile(os.getenv("REQUESTS"))
local at = 0
function request()
  at = at % #requests + 1
  return requests[at]
end
function done(summary, latency)
  io.write(string.format("RESULT %d %f %f %f %d\\n", summary.requests, summary.duration / 1e6,
    latency:percentile(50) / 1000, latency:percentile(99) / 1000,
    summary.errors.status + summary.errors.connect + summary.errors.read + summary.errors.write
    + summary.errors.timeout))
end
"""


def measure(server, action, bodies, seconds, repeat=False):
    """@param server its key, port and process
    @param repeat whether the same requests may be sent again once all were"""
    key, port, pid = server
    with tempfile.TemporaryDirectory(prefix="argosy-bench") as folder:
        script, requests = (os.path.join(folder, name) for name in ("send.lua", "requests.lua"))
        with open(script, "w", encoding="utf-8") as f:
            f.write(LUA)
        with open(requests, "w", encoding="utf-8") as f:
            f.write("return {\n")
            for body in bodies:
                f.write(json.dumps(raw(key, port, action, json.dumps(body).encode()).decode()) + ",\n")
            f.write("}\n")
        before = cpu_seconds(pid)
        done = subprocess.run(
            ["wrk", "-t1", "-c8", f"-d{seconds}s", "--timeout", "30s", "-s", script,
             f"http://127.0.0.1:{port}"],
            capture_output=True, text=True, env={**os.environ, "REQUESTS": requests}, check=True)
        used = cpu_seconds(pid) - before
    found = re.search(r"RESULT (\S+) (\S+) (\S+) (\S+) (\S+)", done.stdout)
    calls, took, middle, slow, bad = (float(x) for x in found.groups())
    if calls > len(bodies) and not repeat:
        sys.exit(f"{calls:.0f} calls are more than were signed; choose fewer --seconds")
    if bad:
        sys.exit(f"{bad:.0f} of {calls:.0f} calls failed")
    return {"per second": calls / took, "CPU ms a call": 1000 * used / calls,
            "median ms": middle, "99 of 100 within ms": slow}
