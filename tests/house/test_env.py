"""config.env: what it reads, and what it says about what it cannot read."""

import base64
import os
import subprocess
import sys
from pathlib import Path

import pytest

from config import envfile
from config.env import Environment, Misconfigured
from tests.environment import VARIABLES
from tests.house.places import ROOT

KEY = base64.b64encode(b"k" * 32).decode()
OTHER = base64.b64encode(b"o" * 32).decode()


def given(**variables: str) -> Environment:
    return Environment(Path("/srv/nuanliu"), variables)


def in_file(**values: str) -> Environment:
    return Environment(Path("/srv/nuanliu"), {}, values)


def faults(environment: Environment) -> tuple[str, ...]:
    with pytest.raises(Misconfigured) as caught:
        environment.finish()
    return caught.value.faults


def test_each_reader_reads_its_kind() -> None:
    env = given(
        NAME=" 暖流 ",
        HTTPS="On",
        MINUTES="15",
        PARTS="a, b,,c ",
        HOSTS="nuanliu.example.cn,.example.org,10.0.0.7,[::1]",
        ORIGINS="https://nuanliu.example.cn,http://10.0.0.7:8080",
        LOG="var/log.txt",
        KEY=KEY,
        RING=f"b2:{OTHER},a1:{base64.b64encode(b'1' * 32).decode()}",
    )
    assert env.text("NAME") == "暖流"
    assert env.flag("HTTPS") is True
    assert env.integer("MINUTES", 30, 1, 60) == 15
    assert env.names("PARTS") == ["a", "b", "c"]
    assert env.hosts("HOSTS") == ["nuanliu.example.cn", ".example.org", "10.0.0.7", "[::1]"]
    assert env.origins("ORIGINS") == ["https://nuanliu.example.cn", "http://10.0.0.7:8080"]
    assert env.path("LOG", "") == Path("/srv/nuanliu/var/log.txt")
    assert env.key("KEY") == b"k" * 32
    assert list(env.keys("RING").items()) == [("b2", b"o" * 32), ("a1", b"1" * 32)]
    env.finish()


def test_an_empty_value_is_an_absent_one() -> None:
    env = given(HTTPS="", MINUTES=" ", HOSTS="", LOG="")
    assert env.flag("HTTPS") is False
    assert env.flag("DEMO", default=True) is True
    assert env.integer("MINUTES", 30, 1, 60) == 30
    assert env.hosts("HOSTS") == []
    assert env.path("LOG", "") is None
    env.finish()


@pytest.mark.parametrize(
    ("url", "engine", "name"),
    [
        ("sqlite:///var/a%20b.sqlite3", "sqlite3", "/srv/nuanliu/var/a b.sqlite3"),
        ("sqlite:////data/a.sqlite3", "sqlite3", "/data/a.sqlite3"),
        ("sqlite://:memory:", "sqlite3", ":memory:"),
        ("postgres://nuanliu:p%40ss@db:5433/park", "postgresql", "park"),
    ],
)
def test_database_addresses(url: str, engine: str, name: str) -> None:
    config = given(DATABASE_URL=url).database("DATABASE_URL", "")
    assert config["ENGINE"] == f"django.db.backends.{engine}"
    assert Path(str(config["NAME"])) == Path(name)


def test_the_password_of_a_database_is_decoded() -> None:
    config = given(DATABASE_URL="postgres://nuanliu:p%40ss@db:5433/park").database("DATABASE_URL", "")
    assert (config["PASSWORD"], config["HOST"], config["PORT"]) == ("p@ss", "db", 5433)


@pytest.mark.parametrize(
    "url", ["mysql://root@db/park", "postgres://db:port/park", "postgres://db", "park.sqlite3"]
)
def test_other_databases_are_refused_without_showing_the_address(url: str) -> None:
    env = given(DATABASE_URL=url)
    env.database("DATABASE_URL", "")
    (fault,) = faults(env)
    assert fault.startswith("DATABASE_URL 不是可用的数据库地址。")
    assert url not in fault


def test_all_faults_are_told_at_once_and_no_secret_among_them() -> None:
    env = given(
        SECRET_KEY="hunter2", HTTPS="maybe", MINUTES="0", HOSTS="https://a.cn", ORIGINS="a.cn", KEY="c2VjcmV0"
    )
    env.secret("SECRET_KEY")
    env.flag("HTTPS")
    env.integer("MINUTES", 30, 1, 60)
    env.hosts("HOSTS")
    env.origins("ORIGINS")
    env.key("KEY")
    env.key("MISSING")
    assert faults(env) == (
        "SECRET_KEY 太短，容易被猜到。请换成至少 50 个随机字符。",
        "HTTPS 的值“maybe”看不懂。开写 1、true、yes 或 on，关写 0、false、no 或 off。",
        "MINUTES 的值“0”不对。请写 1 到 60 之间的整数。",
        "HOSTS 里的“https://a.cn”不对。只写主机名，不带 http://、端口和路径，例如 nuanliu.example.cn。",
        "ORIGINS 里的“a.cn”不对。要带 http:// 或 https://，不带路径，例如 https://nuanliu.example.cn。",
        "KEY 里的密钥不是 base64 写成的 32 字节。请核对是否复制完整。",
        "MISSING 没有设置。请写进 .env 或环境变量；还没有 .env 时，python3 start.py --setup-only 会生成一份。",
    )


@pytest.mark.parametrize(
    ("ring", "fault"),
    [
        (KEY, "RING 第 1 把密钥的写法不对。请写成 编号:密钥，编号是 1 到 8 个小写字母或数字。"),
        (
            f"a:{KEY},B:{OTHER}",
            "RING 第 2 把密钥的写法不对。请写成 编号:密钥，编号是 1 到 8 个小写字母或数字。",
        ),
        (f"a:{KEY},a:{OTHER}", "RING 里编号 a 用了两次。请给每把密钥不同的编号。"),
        (f"a:{KEY},b:{KEY}", "RING 与 RING 用了同一把密钥。请为每个用途生成不同的密钥。"),
        (f"a:{KEY[:-4]}", "RING 里的密钥不是 base64 写成的 32 字节。请核对是否复制完整。"),
    ],
)
def test_a_bad_key_ring_is_refused(ring: str, fault: str) -> None:
    env = given(RING=ring)
    env.keys("RING")
    assert faults(env) == (fault,)


def test_a_key_serves_one_purpose() -> None:
    env = given(INDEX_KEY=KEY, AUDIT_KEY=KEY)
    env.key("INDEX_KEY")
    env.key("AUDIT_KEY")
    assert faults(env) == ("AUDIT_KEY 与 INDEX_KEY 用了同一把密钥。请为每个用途生成不同的密钥。",)


def test_the_environment_wins_over_the_file() -> None:
    env = Environment(Path("/srv/nuanliu"), {"MINUTES": "5"}, {"MINUTES": "10", "HTTPS": "1"})
    assert env.integer("MINUTES", 30, 1, 60) == 5
    assert env.flag("HTTPS") is True
    env.finish()


def test_an_unknown_name_in_the_file_is_a_fault() -> None:
    env = in_file(ALOWED_HOSTS="a.cn", COLOUR="red", TEST_DATABASE_URL="postgres://db/tests")
    env.hosts("ALLOWED_HOSTS")
    assert faults(env) == (
        ".env 里的 ALOWED_HOSTS 不是本程序的配置项。是不是 ALLOWED_HOSTS？请改正，或删去这一行。",
        ".env 里的 COLOUR 不是本程序的配置项。请核对名称，或删去这一行。",
    )


def test_the_file_is_read_as_editors_write_it(tmp_path: Path) -> None:
    path = tmp_path / ".env"
    path.write_bytes("\ufeff# 注释\r\nA=1\r\n\r\nexport B='x # y'  # 注释\r\nC=a=b#c\r\nD=\r\n".encode())
    assert envfile.read(path) == ({"A": "1", "B": "x # y", "C": "a=b#c", "D": ""}, [])


def test_lines_that_cannot_be_used_are_named_by_number(tmp_path: Path) -> None:
    path = tmp_path / ".env"
    path.write_text('A=1\n\nSECRET\nlower=2\nA=3\nB="open\n', "utf-8")
    assert envfile.read(path) == (
        {"A": "1"},
        [
            "配置文件 .env 第 3 行只有名称 SECRET，没有等号。请写成 SECRET=值。",
            "配置文件 .env 第 4 行的名称不对。名称只能用大写字母、数字和下划线。",
            "配置文件 .env 第 5 行又写了一次 A。同一个名称只能写一行，请删去多余的一行。",
            "配置文件 .env 第 6 行看不懂。请写成 名称=值，引号要成对。",
        ],
    )


def test_a_file_that_is_not_utf8_is_a_fault(tmp_path: Path) -> None:
    path = tmp_path / ".env"
    path.write_bytes("A=暖流".encode("gb18030"))
    assert envfile.read(path) == ({}, [f"配置文件 {path} 不是 UTF-8 编码。请用记事本另存为 UTF-8。"])


def test_env_file_names_the_file_to_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / ".env").write_text("COLOUR=red\n", "utf-8")
    (tmp_path / "other.env").write_text("COLOUR=blue\n", "utf-8")
    monkeypatch.delenv("ENV_FILE")
    assert Environment.load(tmp_path).text("COLOUR") == "red"
    monkeypatch.setenv("ENV_FILE", "other.env")
    assert Environment.load(tmp_path).text("COLOUR") == "blue"
    monkeypatch.setenv("ENV_FILE", "")
    assert Environment.load(tmp_path).text("COLOUR", "none") == "none"


def test_an_env_file_that_is_missing_is_a_fault(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ENV_FILE", "absent.env")
    (fault,) = faults(Environment.load(tmp_path))
    assert fault.startswith(f"配置文件 {tmp_path / 'absent.env'} 打不开")


@pytest.mark.parametrize("demo", ["0", "1"])
@pytest.mark.parametrize("name", ["SECRET_KEY", "FIELD_KEYS", "INDEX_KEY", "AUDIT_KEY"])
def test_the_portal_does_not_start_without_its_secrets(name: str, demo: str) -> None:
    variables = {
        key: value for key, value in {**os.environ, **VARIABLES, "DEMO": demo}.items() if key != name
    }
    done = subprocess.run(
        [sys.executable, "-X", "utf8", "manage.py", "check"],
        cwd=ROOT,
        env=variables,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 1
    assert f"配置有 1 处问题，程序没有启动：\n  - {name} 没有设置。" in done.stderr
