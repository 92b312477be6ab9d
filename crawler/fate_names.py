"""Which exception means which fate: errno, TLS reasons, and libraries' exceptions by name.

Tables only; `crawler.fates` is what others call.
"""

import errno
import socket
import ssl

from storage.records import Fate

Ending = tuple[Fate, str]

_REFUSED = (Fate.TCP_REFUSED, "服务器拒绝连接")
_RESET = (Fate.TCP_RESET, "连接被对方中断")
_UNREACHABLE = (Fate.TCP_UNREACHABLE, "服务器所在的网络不可达")
_CONNECT_SLOW = (Fate.TCP_TIMEOUT, "连接服务器超时")
_SLOW = (Fate.TOTAL_TIMEOUT, "在规定时间内没有打开")
_GARBLED = (Fate.HTTP_PROTOCOL, "服务器的应答不符合HTTP协议")
_NO_ANSWER = (Fate.HTTP_PROTOCOL, "服务器接通后没有应答就断开了")
_NO_ROUTE = (Fate.LOCAL_NET, "本机网络不通")
_NO_FILES = (Fate.LOCAL_NET, "本机打开的连接或文件过多")
_NO_DISK = (Fate.LOCAL_DB, "本机磁盘写满或出错")
_STOPPED = (Fate.LOCAL_BUG, "检查程序中途停止")
_NO_NAME = (Fate.DNS_NXDOMAIN, "域名不存在")
_NAME_LATER = (Fate.DNS_TIMEOUT, "域名暂时解析不出（域名服务器出错或没有应答）")

_ERRNO = {
    errno.ECONNREFUSED: _REFUSED,
    errno.ECONNRESET: _RESET,
    errno.EPIPE: _RESET,
    errno.ECONNABORTED: _RESET,
    errno.ETIMEDOUT: _CONNECT_SLOW,
    errno.EHOSTUNREACH: _UNREACHABLE,
    errno.EHOSTDOWN: _UNREACHABLE,
    errno.ENETUNREACH: _NO_ROUTE,
    errno.ENETDOWN: _NO_ROUTE,
    errno.EADDRNOTAVAIL: _NO_ROUTE,
    errno.EAFNOSUPPORT: _NO_ROUTE,
    errno.EACCES: _NO_ROUTE,  # what connect gives under a firewall of our own
    errno.EPERM: _NO_ROUTE,
    errno.EMFILE: _NO_FILES,
    errno.ENFILE: _NO_FILES,
    errno.ENOBUFS: _NO_FILES,
    errno.ENOMEM: _NO_FILES,
    errno.ENOSPC: _NO_DISK,
    errno.EROFS: _NO_DISK,
    errno.EIO: _NO_DISK,
    errno.EDQUOT: _NO_DISK,
}
_RESOLVER = {
    socket.EAI_NONAME: _NO_NAME,
    socket.EAI_NODATA: (Fate.DNS_NODATA, "域名没有登记任何地址"),
    socket.EAI_ADDRFAMILY: (Fate.DNS_NODATA, "域名没有登记任何地址"),
    socket.EAI_FAIL: (Fate.DNS_SERVFAIL, "域名服务器报错"),
    socket.EAI_AGAIN: _NAME_LATER,
}

_CERTIFICATE = (Fate.TLS_CERTIFICATE, "网站证书有问题")
_CERTIFICATE_NOTES = {  # X509_V_ERR_*, openssl/x509_vfy.h
    9: "网站证书尚未生效",
    10: "网站证书已过期",
    18: "网站证书是自签的",
    19: "网站证书链中有自签证书",
    20: "网站证书链不完整或签发者不受信任",
    21: "网站证书链不完整",
    62: "网站证书与域名不符",
    64: "网站证书与地址不符",
    66: "网站证书密钥过短",
    67: "网站证书链的密钥过短",
    68: "网站证书链的签名算法过弱",
}
_LEGACY = (Fate.TLS_LEGACY, "网站只支持过时的加密协议")
_NOT_TLS = (Fate.TLS_NOT_TLS, "加密端口上应答的不是通用的TLS协议")
_HANDSHAKE = (Fate.TLS_HANDSHAKE, "加密连接没有建立起来")
_TLS_REASONS = (  # parts of OpenSSL's reason, first match
    ("certificate verify failed", _CERTIFICATE),
    ("unsupported protocol", _LEGACY),
    ("protocol version", _LEGACY),
    ("no protocols available", _LEGACY),
    ("version too low", _LEGACY),
    ("dh key too small", _LEGACY),
    ("ee key too small", _LEGACY),
    ("ca key too small", _LEGACY),
    ("ca md too weak", _LEGACY),
    ("modulus too small", _LEGACY),
    ("unsafe legacy renegotiation", _LEGACY),
    ("no ciphers available", _LEGACY),
    ("wrong signature type", _LEGACY),
    ("legacy sigalg", _LEGACY),
    ("wrong version number", _NOT_TLS),
    ("http request", _NOT_TLS),
    ("https proxy request", _NOT_TLS),
    ("packet length too long", _NOT_TLS),
    ("unknown protocol", _NOT_TLS),
)

# Exceptions by dotted name. Looked up along the class's ancestors, nearest first. The first table
# is what speaks for itself; the second is what only wraps something better known.
_PLAIN: dict[str, Ending] = {
    "builtins.ConnectionResetError": _RESET,  # asyncio's own, in a handshake, carries no errno
    "builtins.ConnectionAbortedError": _RESET,
    "builtins.BrokenPipeError": _RESET,
    "twisted.internet.error.ConnectionRefusedError": _REFUSED,
    "twisted.internet.error.TCPTimedOutError": _CONNECT_SLOW,
    "twisted.internet.error.TimeoutError": _CONNECT_SLOW,
    "twisted.internet.error.NoRouteError": _NO_ROUTE,
    "twisted.internet.error.DNSLookupError": _NAME_LATER,
    "twisted.internet.error.ConnectionDone": _NO_ANSWER,
    "twisted.internet.error.ConnectionAborted": _RESET,
    "twisted.internet.error.ConnectionLost": _RESET,
    "twisted.web._newclient.ParseError": _GARBLED,
    "twisted.web.http._MalformedChunkedDataError": _GARBLED,
    "twisted.web.http._DataLoss": (Fate.HTTP_TRUNCATED, "内容没有传完就断开了"),
    "scrapy.exceptions.DownloadConnectionRefusedError": _REFUSED,
    "scrapy.exceptions.ResponseDataLossError": (Fate.HTTP_TRUNCATED, "内容没有传完就断开了"),
    "httpcore.ConnectTimeout": _CONNECT_SLOW,
    "httpcore.ConnectionNotAvailable": _RESET,
    "httpx.ConnectTimeout": _CONNECT_SLOW,
    "httpx.InvalidURL": (Fate.OUT_OF_SCOPE, "地址的写法不合规范"),
    "httpx.UnsupportedProtocol": (Fate.OUT_OF_SCOPE, "不是网页地址"),
    "httpx.TooManyRedirects": (Fate.HTTP_3XX_LOOP, "反复跳转，没有终点"),
    "httpx.DecodingError": (Fate.HTTP_PROTOCOL, "内容的压缩格式与声明不符，无法还原"),
}
_WRAPPING: dict[str, Ending] = {
    "twisted.internet.error.ConnectError": (Fate.TCP_UNREACHABLE, "连接不上服务器"),
    "twisted.web._newclient.ResponseFailed": _GARBLED,
    "twisted.internet.defer.CancelledError": _STOPPED,
    "scrapy.exceptions.DownloadTimeoutError": _SLOW,
    "scrapy.exceptions.DownloadCancelledError": (Fate.SIZE_LIMIT, "内容超过大小上限，未予读取"),
    "scrapy.exceptions.CannotResolveHostError": _NAME_LATER,
    "scrapy.exceptions.DownloadFailedError": _GARBLED,
    "scrapy.exceptions.UnsupportedURLSchemeError": (Fate.OUT_OF_SCOPE, "不是网页地址"),
    "scrapy.exceptions.NotSupported": (Fate.OUT_OF_SCOPE, "不是网页地址"),
    "scrapy.exceptions.IgnoreRequest": (Fate.OUT_OF_SCOPE, "按设置未予抓取"),
    "httpx.PoolTimeout": _NO_FILES,
    "httpx.TimeoutException": _SLOW,
    "httpx.RemoteProtocolError": _GARBLED,
    "httpx.LocalProtocolError": (Fate.LOCAL_BUG, "检查程序发出的请求不合规范"),
    "httpx.ReadError": _RESET,
    "httpx.WriteError": _RESET,
    "httpx.CloseError": _RESET,
    "httpx.ConnectError": (Fate.TCP_UNREACHABLE, "连接不上服务器"),
    "httpcore.PoolTimeout": _NO_FILES,
    "httpcore.TimeoutException": _SLOW,
    "httpcore.RemoteProtocolError": _GARBLED,
    "httpcore.ReadError": _RESET,
    "httpcore.WriteError": _RESET,
    "httpcore.ConnectError": (Fate.TCP_UNREACHABLE, "连接不上服务器"),
    "h11._util.RemoteProtocolError": _GARBLED,
    "sqlalchemy.exc.SQLAlchemyError": (Fate.LOCAL_DB, "本机数据库出错"),
    "builtins.TimeoutError": _SLOW,  # asyncio's deadline; the kernel's carries an errno
    "asyncio.exceptions.CancelledError": _STOPPED,
}
KNOWN_NAMES = (*_PLAIN, *_WRAPPING)


def specific(error: BaseException) -> Ending | None:
    """Tell what one exception knows of its own: errno, resolver's code, TLS reason, its class."""
    if isinstance(error, socket.gaierror):
        return _RESOLVER.get(error.errno or 0, _NO_ROUTE)
    if isinstance(error, ssl.SSLCertVerificationError):
        code = getattr(error, "verify_code", 0)  # set only where OpenSSL raised it
        return Fate.TLS_CERTIFICATE, _CERTIFICATE_NOTES.get(code, _CERTIFICATE[1])
    if isinstance(error, ssl.SSLError):
        return _tls(str(getattr(error, "reason", None) or error.args))
    if _is_openssl(error):
        return _openssl(error)
    number = error.errno if isinstance(error, OSError) else getattr(error, "osError", None)
    if isinstance(number, int) and number in _ERRNO:
        return _ERRNO[number]
    return _named(error, _PLAIN)


def by_name(error: BaseException) -> Ending | None:
    """Tell what the class alone says of an exception that wraps nothing better known."""
    return _named(error, _WRAPPING)


def _named(error: BaseException, table: dict[str, Ending]) -> Ending | None:
    for kind in type(error).__mro__:
        if ending := table.get(f"{kind.__module__}.{kind.__qualname__}"):
            return ending
    return None


def _is_openssl(error: BaseException) -> bool:
    return any(
        (kind.__module__, kind.__qualname__) == ("OpenSSL.SSL", "Error")
        for kind in type(error).__mro__
    )


def _openssl(error: BaseException) -> Ending:
    """Read pyOpenSSL's error: a list of (library, function, reason), or a system call's."""
    if type(error).__qualname__ == "SysCallError" and error.args[:1]:
        return _ERRNO.get(error.args[0], _HANDSHAKE)
    entries = error.args[0] if error.args and isinstance(error.args[0], list) else []
    return _tls(" ".join(str(entry[-1]) for entry in entries if entry))


def _tls(reason: str) -> Ending:
    reason = reason.replace("_", " ").lower()
    for part, ending in _TLS_REASONS:
        if part in reason:
            return ending
    return _HANDSHAKE
