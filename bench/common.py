"""What the side-by-side benchmarks share: an Argosy of their own, signed requests, medians."""
import datetime
import hashlib
import hmac
import http.client
import importlib.machinery
import importlib.util
import json
import os
import platform
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
LAUNCHER = os.path.join(ROOT, "argosy")
IMAGES = os.path.join(ROOT, "examples", "images", "build")
TARGET = "AmazonEC2ContainerServiceV20141113."
ANSWER_SECONDS_MAX = 60


def free_port():
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return s.getsockname()[1]


def module(name):
    """The benchmark of this name, as a module: files without a suffix can't be imported otherwise."""
    path = os.path.join(os.path.dirname(os.path.abspath(__file__)), name)
    loader = importlib.machinery.SourceFileLoader(name.replace("-", "_"), path)
    found = importlib.util.module_from_spec(importlib.util.spec_from_loader(loader.name, loader))
    loader.exec_module(found)
    return found


class Key:
    def __init__(self, key_id, secret, region="us-east-1"):
        self.id, self.secret, self.region = key_id, secret, region

    def headers(self, host, action, body):
        """The headers of an ECS call, signed."""
        return self.signed("ecs", body, {"content-type": "application/x-amz-json-1.1", "host": host,
                                         "x-amz-target": TARGET + action})

    def signed(self, service, body, headers):
        """The headers of a call in alphabetical order with its signature (SigV4)."""
        now = datetime.datetime.now(datetime.timezone.utc).strftime("%Y%m%dT%H%M%SZ")
        day = now[:8]
        headers = dict(sorted({**headers, "x-amz-date": now}.items()))
        names = ";".join(headers)
        canonical = "\n".join(["POST", "/", "", *(f"{k}:{v}" for k, v in headers.items()), "", names,
                               hashlib.sha256(body).hexdigest()])
        scope = f"{day}/{self.region}/{service}/aws4_request"
        text = "\n".join(["AWS4-HMAC-SHA256", now, scope,
                          hashlib.sha256(canonical.encode()).hexdigest()])
        key = ("AWS4" + self.secret).encode()
        for part in scope.split("/"):
            key = hmac.new(key, part.encode(), hashlib.sha256).digest()
        signature = hmac.new(key, text.encode(), hashlib.sha256).hexdigest()
        headers["authorization"] = (f"AWS4-HMAC-SHA256 Credential={self.id}/{scope}, "
                                    f"SignedHeaders={names}, Signature={signature}")
        return headers


class Ecs:
    """A client without ornaments: one connection, signed calls."""

    def __init__(self, port, key):
        self.port, self.key = port, key
        self.line = http.client.HTTPConnection("127.0.0.1", port, timeout=ANSWER_SECONDS_MAX)
        self.line.connect()
        self.line.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    def call(self, action, **members):
        body = json.dumps(members).encode()
        self.line.request("POST", "/", body, self.key.headers(f"127.0.0.1:{self.port}", action, body))
        answer = self.line.getresponse()
        text = answer.read()
        if answer.status != 200:
            raise RuntimeError(f"{action}: {answer.status} {text.decode()}")
        return json.loads(text)


    def subnet(self):
        """The id of a default subnet, from EC2's API."""
        body = b"Action=DescribeSubnets&Version=2016-11-15"
        self.line.request("POST", "/", body, self.key.signed("ec2", body, {
            "content-type": "application/x-www-form-urlencoded", "host": f"127.0.0.1:{self.port}"}))
        return self.line.getresponse().read().decode().split("<subnetId>", 1)[1].split("<", 1)[0]


class Argosy:
    """A server in a folder of its own; leaves nothing behind."""

    def __init__(self):
        self.data, self.port = tempfile.mkdtemp(prefix="argosy-bench"), free_port()
        self.has_agent = True

    def __enter__(self):
        return self

    def words(self, *words):
        return [LAUNCHER, *words, "--port", str(self.port), "--data", self.data]

    def run(self, *words):
        done = subprocess.run(self.words(*words), capture_output=True, text=True)
        if done.returncode:
            sys.exit(f"{' '.join(done.args)} failed:\n{done.stdout}{done.stderr}")
        return done.stdout

    def up(self, *words):
        self.has_agent = "--no-agent" not in words
        self.run("up", "--detach", *words)
        return self

    def pid(self):
        with open(os.path.join(self.data, "server.json"), encoding="utf-8") as f:
            return json.load(f)["pid"]

    def key(self, region="us-east-1"):
        said = dict(line.removeprefix("export ").split("=", 1) for line in self.run("env").splitlines())
        return Key(said["AWS_ACCESS_KEY_ID"], said["AWS_SECRET_ACCESS_KEY"], region)

    def await_host(self):
        ecs = Ecs(self.port, self.key())

        def joined():
            if not ecs.call("DescribeClusters")["clusters"]:
                return False  # the agent makes the default cluster when it joins
            arns = ecs.call("ListContainerInstances")["containerInstanceArns"]
            return arns and ecs.call("DescribeContainerInstances", containerInstances=arns)[
                "containerInstances"][0]["agentConnected"]
        until(joined)
        return ecs

    def __exit__(self, *_):
        tasks = ["--tasks"] if self.has_agent else []
        subprocess.run(self.words("down", *tasks), capture_output=True, check=False)
        shutil.rmtree(self.data, ignore_errors=True)


DEFINITION = {
    "family": "family-0",
    "containerDefinitions": [
        {"name": name, "image": f"registry.example/{name}:1.0", "cpu": 10, "memory": 64,
         "memoryReservation": 32, "essential": True,
         "portMappings": [{"containerPort": 8080, "hostPort": 0, "protocol": "tcp"}],
         "environment": [{"name": f"NAME_{n}", "value": f"value-{n}"} for n in range(5)]}
        for name in ("web", "side", "log")]}
REVISIONS = 10  # of a family


def fill(argosy, documents):
    """Puts documents into a new store, by way of a backup: of ten, six are task definitions and
    their families, three are tasks that stopped just now, and one is a cluster. The server isn't
    up afterwards. Answers how many documents there are."""
    ecs = Ecs(argosy.up().port, argosy.key())
    ecs.call("RegisterTaskDefinition", **DEFINITION)
    ecs.call("CreateCluster", clusterName="cluster-0")
    argosy.run("down")
    path = os.path.join(argosy.data, "bench.backup")
    argosy.run("backup", path)
    with open(path, encoding="utf-8") as f:
        lines = [json.loads(line) for line in f][:-1]
    like = {line["document"]["id"]: line["document"] for line in lines if "document" in line}
    made = [{"document": document} for document in many(like, documents)]
    lines = [line for line in lines if "document" not in line] + made
    with open(path, "w", encoding="utf-8") as f:
        f.writelines(json.dumps(line) + "\n" for line in [*lines, {"lines": len(lines) - 1}])
    argosy.run("restore", path)
    os.remove(path)
    return len(made)


def many(like, documents):
    definition, family, cluster = (like[id] for id in ("family-0:000000001", "family-0", "cluster-0"))
    for n in range(documents * 6 // 10 // (REVISIONS + 1)):
        name = f"family-{n}"
        body = json.dumps({**json.loads(family["body"]), "name": name, "latest": REVISIONS})
        yield {**family, "id": name, "body": body}
        for revision in range(1, REVISIONS + 1):
            body = json.loads(definition["body"].replace("family-0", name).replace(
                f"{name}:1", f"{name}:{revision}"))
            body["spec"]["revision"] = revision
            yield {**definition, "id": f"{name}:{revision:09}", "body": json.dumps(body)}
    for n in range(documents * 3 // 10):
        yield {**definition, "kind": "task", "id": f"default/{n:032x}", "body": json.dumps(task(n))}
    for n in range(documents // 10):
        body = cluster["body"].replace("cluster-0", f"cluster-{n}")
        yield {**cluster, "id": f"cluster-{n}", "body": body}


def task(number):
    arn = "arn:aws:ecs:us-east-1:123456789012:"
    now = datetime.datetime.now(datetime.timezone.utc).isoformat(
        timespec="milliseconds").replace("+00:00", "Z")
    container = {"essential": True, "last": "STOPPED", "exitCode": 0, "runtimeId": f"{number:064x}",
                 "imageDigest": f"sha256:{number:064x}",
                 "bindings": [{"bindIP": "0.0.0.0", "containerPort": 8080, "hostPort": 32768,
                               "protocol": "tcp"}]}
    moments = ("createdAt", "connectedAt", "pullStartedAt", "pullStoppedAt", "startedAt",
               "stoppingAt", "executionStoppedAt", "stoppedAt")
    return {
        "arn": f"{arn}task/default/{number:032x}",
        "definition": f"{arn}task-definition/family-0:1",
        "instance": f"{arn}container-instance/default/{0:032x}",
        "launch": {"group": "family:family-0", "overrides": {}, "tags": [], "zone": "us-east-1a",
                   "reservation": {"cpuUnits": 30, "memoryMib": 192, "tcp": [], "udp": []}},
        "last": "STOPPED", "desired": "STOPPED",
        "containers": [{**container, "name": name, "id": f"{number:031x}{n}"}
                       for n, name in enumerate(("web", "side", "log"))],
        "times": {moment: now for moment in moments},
        "stop": {"code": "ESSENTIAL_CONTAINER_EXITED",
                 "reason": "Essential container in task exited"},
        "version": 9}


def until(is_so, pause=0.005):
    end = time.monotonic() + ANSWER_SECONDS_MAX
    while True:
        found = is_so()
        if found:
            return found
        if time.monotonic() > end:
            sys.exit("it took too long")
        time.sleep(pause)


def answers(port, request):
    """Whether a program at the port answers a raw HTTP request with 200."""
    try:
        with socket.create_connection(("127.0.0.1", port), timeout=ANSWER_SECONDS_MAX) as s:
            s.sendall(request)
            return s.recv(4096).startswith((b"HTTP/1.1 200", b"HTTP/1.0 200"))
    except OSError:
        return False


def raw(key, port, action, body=b"{}"):
    head = "".join(f"{k}: {v}\r\n" for k, v in key.headers(f"127.0.0.1:{port}", action, body).items())
    return f"POST / HTTP/1.1\r\n{head}content-length: {len(body)}\r\n\r\n".encode() + body


def stop(process):
    process.terminate()
    process.wait(30)


def children(pid):
    try:
        with open(f"/proc/{pid}/task/{pid}/children", encoding="utf-8") as f:
            return [int(child) for child in f.read().split()]
    except OSError:
        return []


def resident_mib(pid):
    """Of a process and its children."""
    with open(f"/proc/{pid}/status", encoding="utf-8") as f:
        own = next(int(line.split()[1]) for line in f if line.startswith("VmRSS"))
    return own / 1024 + sum(resident_mib(child) for child in children(pid))


def cpu_seconds(pid):
    """Of a process and its children, user and system."""
    with open(f"/proc/{pid}/stat", encoding="utf-8") as f:
        fields = f.read().rsplit(")", 1)[1].split()
    own = (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
    return own + sum(cpu_seconds(child) for child in children(pid))


def java(data):
    """The Java and the flags that the launcher chose for a server: its own command line, but for the
    cache of its classes, which is of no use to another program."""
    with open(os.path.join(data, "server.json"), encoding="utf-8") as f:
        pid = json.load(f)["pid"]
    with open(f"/proc/{pid}/cmdline", encoding="utf-8") as f:
        words = f.read().split("\0")
    return [word for word in words[:words.index("-cp")] if "AOT" not in word]


EMPTY = """
import com.sun.net.httpserver.HttpServer;
import java.net.InetSocketAddress;

class Empty {
  public static void main(String[] args) throws Exception {
    var server = HttpServer.create(new InetSocketAddress("127.0.0.1", Integer.parseInt(args[0])), 0);
    server.createContext("/", exchange -> {
      exchange.sendResponseHeaders(200, 2);
      try (var body = exchange.getResponseBody()) { body.write("{}".getBytes()); }
    });
    server.start();
  }
}
"""


class EmptyJvm:
    """The floor of a server in Java: one that binds a port and answers, with the same flags."""

    def __init__(self, command):
        self.command, self.folder = command, tempfile.mkdtemp(prefix="argosy-bench")
        source = os.path.join(self.folder, "Empty.java")
        with open(source, "w", encoding="utf-8") as f:
            f.write(EMPTY)
        subprocess.run([os.path.join(os.path.dirname(command[0]), "javac"), source], check=True)

    def start(self, port):
        return subprocess.Popen([*self.command, "-cp", self.folder, "Empty", str(port)])

    def close(self):
        shutil.rmtree(self.folder)


def moto(port):
    """The peer, if it is on this machine: moto's server."""
    return subprocess.Popen(["moto_server", "-H", "127.0.0.1", "-p", str(port)],
                            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def has_moto():
    return shutil.which("moto_server") is not None


def spread(values, digits=0):
    """The median, with the least and the most."""
    return (f"{statistics.median(values):.{digits}f} "
            f"({min(values):.{digits}f} to {max(values):.{digits}f})")


def machine():
    return f"{os.cpu_count()} CPUs, load {os.getloadavg()[0]:.1f}, {platform.system()} {platform.release()}"
