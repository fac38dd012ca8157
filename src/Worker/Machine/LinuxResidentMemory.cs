using System.Buffers.Text;
using Microsoft.Win32.SafeHandles;

namespace Persona.Bench.Worker.Machine;

/// <summary>Linux: from <c>/proc/self</c>, through files kept open. Each read is one system call.</summary>
internal sealed class LinuxResidentMemory : IResidentMemory
{
    private readonly SafeFileHandle? _statm = Open("/proc/self/statm");
    private readonly SafeFileHandle? _status = Open("/proc/self/status");

    public long? Current()
    {
        Span<byte> buffer = stackalloc byte[128];
        var text = Read(_statm, buffer);

        // "size resident shared …", in pages
        var resident = text[(text.IndexOf((byte)' ') + 1)..];
        return Utf8Parser.TryParse(resident, out long pages, out _) ? pages * Environment.SystemPageSize : null;
    }

    public long? HighWater()
    {
        Span<byte> buffer = stackalloc byte[4096];
        var text = Read(_status, buffer);
        var start = text.IndexOf("VmHWM:"u8);
        if (start < 0)
            return null;

        var value = text[(start + 6)..].TrimStart(" \t"u8);
        return Utf8Parser.TryParse(value, out long kilobytes, out _) ? kilobytes * 1024 : null;
    }

    public void Dispose()
    {
        _statm?.Dispose();
        _status?.Dispose();
    }

    private static ReadOnlySpan<byte> Read(SafeFileHandle? file, Span<byte> buffer)
    {
        if (file is null)
            return [];

        try
        {
            return buffer[..RandomAccess.Read(file, buffer, fileOffset: 0)];
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    private static SafeFileHandle? Open(string path)
    {
        try
        {
            return File.OpenHandle(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
