from __future__ import annotations

import json
import os
import subprocess
import sys
import zipfile

TEXT = "泸县2011年学前教育工作总结\n\n一、主要做法\n2011年，全县新建幼儿园3所。\n\n二、存在问题\n师资不足，编制偏紧。\n"


def parse(*files, data):
    answer = subprocess.run(
        [sys.executable, "manage.py", "parse", *map(str, files), "--json"],
        env={**os.environ, "DATA_DIR": str(data)},
        capture_output=True,
        text=True,
        check=False,
    )
    return [json.loads(line) for line in answer.stdout.splitlines()], answer


def test_a_file_is_parsed_before_there_is_a_database(tmp_path):
    file = tmp_path / "总结.txt"
    file.write_text(TEXT, encoding="gb18030")
    lines, answer = parse(file, data=tmp_path / "data")
    assert answer.returncode == 0, answer.stderr
    (report,) = lines[0]["reports"]
    assert report["issuer"]["code"] == "510521"
    assert (report["period_start"], report["metrics"][0]["printed"]) == (2011, "3所")
    assert "Traceback" not in answer.stderr


def test_folders_of_an_archive_tell_whose_files_they_hold(tmp_path):
    packed = tmp_path / "各县总结.zip"
    text = "教育局工作总结\n一、学前教育\n我县新建幼儿园3所。\n"
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("泸县/2014/总结.txt", text)
        archive.writestr("古蔺县/2013/总结.txt", text + "我县招聘教师12名。")
    lines, _ = parse(packed, data=tmp_path / "data")
    reports = [line["reports"][0] for line in lines]
    assert [(report["issuer"]["name"], report["period_start"]) for report in reports] == [
        ("泸县", 2014),
        ("古蔺县", 2013),
    ]


def test_an_archive_gives_a_line_a_member_and_a_bad_one_exit_code_1(tmp_path):
    packed = tmp_path / "两份.zip"
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("好.txt", TEXT)
        archive.writestr("空.txt", "")
    lines, answer = parse(packed, tmp_path / "没有这个文件.txt", data=tmp_path / "data")
    assert answer.returncode == 1
    assert [line["file"] for line in lines] == ["两份.zip!/好.txt", "两份.zip!/空.txt", "没有这个文件.txt"]
    assert lines[1]["error"]["code"] == "empty"
    assert all(line["error"]["message"].endswith("。") for line in lines[1:])
