"""Drives boto3 over what is built of ECS. The environment says where; the argument is the examples' folder."""

import json
import pathlib
import sys
import unittest

import boto3

SEEDS = pathlib.Path(sys.argv.pop()) / "seeds"
QUICK = {"Delay": 1, "MaxAttempts": 30}
STAY = ["sh", "-c", "trap 'exit 0' TERM; sleep 3600 & wait $!"]

ecs = boto3.client("ecs")


def pages(action, key, **parameters):
    """All entries of a listing, three on a page, which must be more than one page."""
    paginator = ecs.get_paginator(action)
    found = list(paginator.paginate(**parameters, PaginationConfig={"PageSize": 3}))
    assert len(found) > 1, f"{action} has {len(found)} pages"
    return [entry for page in found for entry in page[key]]


def small(family, command=None):
    container = {"name": "main", "image": "argosy/toolbox:1", "memory": 32, "stopTimeout": 2}
    if command:
        container["command"] = command
    return ecs.register_task_definition(family=family, containerDefinitions=[container])["taskDefinition"]


class Clusters(unittest.TestCase):
    def test_pages_changes_and_tags(self):
        names = [f"boto-{at}" for at in range(7)]
        arns = [
            ecs.create_cluster(clusterName=name, tags=[{"key": "by", "value": "boto"}])["cluster"]["clusterArn"]
            for name in names
        ]
        self.assertLessEqual(set(arns), set(pages("list_clusters", "clusterArns")))

        ecs.tag_resource(resourceArn=arns[0], tags=[{"key": "one", "value": "1"}])
        ecs.untag_resource(resourceArn=arns[0], tagKeys=["by"])
        tags = ecs.list_tags_for_resource(resourceArn=arns[0])["tags"]
        self.assertEqual([{"key": "one", "value": "1"}], tags)
        settings = [{"name": "containerInsights", "value": "enhanced"}]
        self.assertEqual(settings, ecs.update_cluster(cluster=names[0], settings=settings)["cluster"]["settings"])
        self.assertEqual(
            ["FARGATE"],
            ecs.put_cluster_capacity_providers(
                cluster=names[1], capacityProviders=["FARGATE"], defaultCapacityProviderStrategy=[]
            )["cluster"]["capacityProviders"],
        )
        for name in names:
            self.assertEqual("INACTIVE", ecs.delete_cluster(cluster=name)["cluster"]["status"])


class Errors(unittest.TestCase):
    def test_each_has_its_class_and_says_what_is_wrong(self):
        no, none = ecs.exceptions, "boto-none"
        for error, action, parameters in [
            (no.ClusterNotFoundException, ecs.delete_cluster, {"cluster": none}),
            (no.ClusterNotFoundException, ecs.list_tasks, {"cluster": none}),
            (no.ClusterNotFoundException, ecs.run_task, {"cluster": none, "taskDefinition": none}),
            (no.ClientException, ecs.describe_task_definition, {"taskDefinition": none}),
            (no.ClientException, ecs.register_task_definition, {"family": none, "containerDefinitions": []}),
            (no.InvalidParameterException, ecs.create_cluster, {"clusterName": "not a name"}),
            (no.InvalidParameterException, ecs.stop_task, {"task": none}),
            (no.InvalidParameterException, ecs.put_account_setting, {"name": "awsvpcTrunking", "value": "maybe"}),
        ]:
            with self.subTest(action=action.__name__), self.assertRaises(error) as raised:
                action(**parameters)
            self.assertTrue(raised.exception.response["Error"]["Message"])


class Definitions(unittest.TestCase):
    def test_seeds_come_back_unchanged(self):
        files = sorted(SEEDS.glob("*.json"))
        self.assertTrue(files)
        for file in files:
            said = json.loads(file.read_text())
            arn = ecs.register_task_definition(**said)["taskDefinition"]["taskDefinitionArn"]
            self.keeps(said, ecs.describe_task_definition(taskDefinition=arn)["taskDefinition"], file.name)
            ecs.deregister_task_definition(taskDefinition=arn)

    def keeps(self, said, kept, where):
        """What was said is there; a default that AWS adds may be there too."""
        if isinstance(said, dict):
            for name, value in said.items():
                self.assertIn(name, kept, where)
                self.keeps(value, kept[name], f"{where}.{name}")
        elif isinstance(said, list) and said and isinstance(said[0], dict):
            self.assertEqual(len(said), len(kept), where)
            by_name = lambda entry: str(entry.get("name"))
            for one, other in zip(sorted(said, key=by_name), sorted(kept, key=by_name)):
                self.keeps(one, other, where)
        else:
            self.assertEqual(said, kept, where)

    def test_revisions_pages_and_the_end(self):
        arns = [small("boto-revisions")["taskDefinitionArn"] for _ in range(4)]
        listed = pages("list_task_definitions", "taskDefinitionArns", familyPrefix="boto-revisions")
        self.assertEqual(arns, listed)
        for at in range(4):
            small(f"boto-family-{at}")
        families = pages("list_task_definition_families", "families", familyPrefix="boto-family")
        self.assertEqual([f"boto-family-{at}" for at in range(4)], families)
        for arn in arns:
            ended = ecs.deregister_task_definition(taskDefinition=arn)["taskDefinition"]
            self.assertEqual("INACTIVE", ended["status"])
        gone = ecs.delete_task_definitions(taskDefinitions=arns)
        self.assertEqual([], gone["failures"])
        self.assertEqual({"DELETE_IN_PROGRESS"}, {one["status"] for one in gone["taskDefinitions"]})


class Account(unittest.TestCase):
    def test_settings_and_capacity_providers(self):
        ecs.put_account_setting(name="containerInsights", value="enhanced")
        ecs.put_account_setting_default(name="awsvpcTrunking", value="enabled")
        settings = pages("list_account_settings", "settings", effectiveSettings=True)
        values = {setting["name"]: setting["value"] for setting in settings}
        self.assertEqual(("enhanced", "enabled"), (values["containerInsights"], values["awsvpcTrunking"]))
        for name in ["containerInsights", "awsvpcTrunking"]:
            ecs.delete_account_setting(name=name)
        group = "arn:aws:autoscaling:us-east-1:123456789012:autoScalingGroup:0a1b:autoScalingGroupName/boto"
        ecs.create_capacity_provider(name="boto", autoScalingGroupProvider={"autoScalingGroupArn": group})
        scaling = {"managedScaling": {"status": "ENABLED", "targetCapacity": 50}}
        ecs.update_capacity_provider(name="boto", autoScalingGroupProvider=scaling)
        kept = ecs.describe_capacity_providers(capacityProviders=["boto"])["capacityProviders"][0]
        self.assertEqual(50, kept["autoScalingGroupProvider"]["managedScaling"]["targetCapacity"])
        ecs.delete_capacity_provider(capacityProvider="boto")


class Tasks(unittest.TestCase):
    def test_waiters_see_tasks_run_and_stop(self):
        family = small("boto-tasks", STAY)["family"]
        tasks = [task["taskArn"] for task in ecs.run_task(taskDefinition=family, count=4)["tasks"]]
        ecs.get_waiter("tasks_running").wait(tasks=tasks, WaiterConfig=QUICK)
        self.assertEqual(set(tasks), set(pages("list_tasks", "taskArns", family=family)))
        for task in tasks:
            ecs.stop_task(task=task, reason="seen")
        ecs.get_waiter("tasks_stopped").wait(tasks=tasks, WaiterConfig=QUICK)
        for task in ecs.describe_tasks(tasks=tasks)["tasks"]:
            self.assertEqual(("seen", 0), (task["stoppedReason"], task["containers"][0]["exitCode"]))

    def test_instances_and_their_attributes(self):
        arn = ecs.list_container_instances()["containerInstanceArns"][0]
        shelf = [{"name": "shelf", "value": "top", "targetType": "container-instance", "targetId": arn}]
        ecs.put_attributes(attributes=shelf)
        instance = ecs.describe_container_instances(containerInstances=[arn])["containerInstances"][0]
        self.assertIn({"name": "shelf", "value": "top"}, instance["attributes"])
        names = [it["name"] for it in pages("list_attributes", "attributes", targetType="container-instance")]
        self.assertIn("shelf", names)
        ecs.delete_attributes(attributes=shelf)


if __name__ == "__main__":
    unittest.main()
